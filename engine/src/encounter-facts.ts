import type { SegmentBurden } from '@primum/core/evaluation/burden-metrics'
import type { GroupValues } from '@primum/core/evaluation/scored-piece'
import type { ColumnRoles } from './column-roles.ts'
import { resolveRoles } from './column-roles.ts'
import type { Database } from './database.ts'
import { sqlNumber } from './database.ts'
import type { Dataset, DatasetColumn } from './dataset.ts'
import { numberExpression, presentText } from './expressions.ts'
import { type GroupingSets, groupingSets } from './grouping-sets.ts'

/** How rows and encounters of the file as given relate. */
export type EncounterFacts = {
  encounters: number
  /** rows of an encounter beyond its first */
  repeated: number
  rowsWithoutEncounter: number
  /** alerts of everyone and of each group; an encounter counts in every group it has a row of */
  burden: SegmentBurden[]
}

type Row = Record<string, number>

/** One reading of the file; null where no column of encounters is named. */
export async function encounterFacts(
  database: Database,
  dataset: Dataset,
  roles: ColumnRoles,
  what: { thresholds: readonly number[]; attributes: readonly GroupValues[] },
): Promise<EncounterFacts | null> {
  if (roles.encounter === undefined) return null
  const columns = resolveRoles(dataset, roles)
  const sets = groupingSets(what.attributes, columns)
  const rows = await database.ask<Row>(burdenQuery(dataset, roles, columns, sets, what.thresholds))
  const facts = { encounters: 0, repeated: 0, rowsWithoutEncounter: 0 }
  const burden = rows.map((row): SegmentBurden => {
    const count = (name: string) => row[name] ?? 0
    if (row['segment'] === 0) {
      facts.encounters = count('encounters')
      facts.repeated = count('named') - facts.encounters
      facts.rowsWithoutEncounter = count('unnamed')
    }
    return {
      segment: sets.segments[count('segment')]!,
      counts: what.thresholds.map((threshold, index) => ({
        threshold,
        encounters: count('scored'),
        predictions: count('predictions'),
        alerts: count(`alerts_${index}`),
        alertedEncounters: count(`alerted_${index}`),
      })),
    }
  })
  return { ...facts, burden }
}

/** Counts per encounter, for everyone and for each attribute, added up by segment. */
function burdenQuery(
  dataset: Dataset,
  roles: ColumnRoles,
  columns: ReadonlyMap<string, DatasetColumn>,
  sets: GroupingSets,
  thresholds: readonly number[],
): string {
  const alerts = thresholds.map(
    (threshold, index) => `, count_if(isfinite(s) AND s >= ${sqlNumber(threshold)}) AS a${index}`,
  )
  const sums = thresholds.map(
    (_, index) => `, sum(a${index}) FILTER (id IS NOT NULL) AS alerts_${index},
      count_if(id IS NOT NULL AND a${index} > 0) AS alerted_${index}`,
  )
  return `
    SELECT segment, count(id) AS encounters, sum(n) FILTER (id IS NOT NULL) AS named,
      sum(n) FILTER (id IS NULL) AS unnamed, count_if(id IS NOT NULL AND p > 0) AS scored,
      sum(p) FILTER (id IS NOT NULL) AS predictions${sums.join('')}
    FROM (SELECT ${sets.segment} AS segment, id, count(*) AS n, count_if(isfinite(s)) AS p${alerts.join('')}
      FROM (SELECT ${presentText(columns.get(roles.encounter!)!)} AS id,
        ${numberExpression(columns.get(roles.score)!)} AS s${sets.codes}
        FROM ${dataset.relation})
      ${sets.groupBy(['id'])})
    GROUP BY segment`
}
