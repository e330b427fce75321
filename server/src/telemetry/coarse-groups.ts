import { sql } from 'kysely'
import { unknownValue } from '@primum/core/monitoring/segment'
import type { Context } from '../context.ts'
import type { CheckedPrediction } from './prediction-row.ts'
import type { Rejections } from './rejections.ts'
import type { VersionRules } from './version-rules.ts'

/** A group with more values than this is not coarse: it could single people out. */
const maximumValues = 100

type Values = Map<string, Set<string>>

/** Values only ever join, so what was read once stays true; the process keeps some versions'. */
const known = new Map<string, Values>()
const maximumKept = 500

/** Rejects rows that bring a group of their version beyond a hundred different values. */
export async function refuseFineGroups(
  ctx: Context,
  aiSystemId: string,
  rows: CheckedPrediction[],
  rejections: Rejections,
): Promise<CheckedPrediction[]> {
  const byVersion = Map.groupBy(rows, (row) => row.version)
  const admitted = new Map<VersionRules, Values>()
  for (const [version, own] of byVersion) {
    const values = await valuesOf(ctx, aiSystemId, version, own)
    // A copy: these rows may yet be rolled back.
    admitted.set(version, new Map([...values].map(([name, set]) => [name, new Set(set)])))
  }
  return rows.filter((row) => {
    const fine = findFineGroup(row, admitted.get(row.version)!)
    if (fine === null) return true
    rejections.add({
      row: row.row,
      id: row.id,
      path: `groups.${fine}`,
      message: `This would be a new value of a group that has ${maximumValues} already.`,
      remedy: 'Send coarse groups: join values into bands or classes.',
    })
    return false
  })
}

function findFineGroup(row: CheckedPrediction, values: Values): string | null {
  for (const name in row.groups) {
    const seen = values.get(name)
    if (seen !== undefined && seen.size >= maximumValues && !seen.has(row.groups[name]!))
      return name
  }
  for (const name in row.groups) {
    const seen = values.get(name) ?? new Set()
    values.set(name, seen.add(row.groups[name]!))
  }
  return null
}

async function valuesOf(
  ctx: Context,
  aiSystemId: string,
  version: VersionRules,
  rows: CheckedPrediction[],
): Promise<Values> {
  const kept = known.get(version.id)
  const isNew = (name: string, value: string) => kept?.get(name)?.has(value) !== true
  const isFull = (name: string) => (kept?.get(name)?.size ?? 0) >= maximumValues
  const mustRead = rows.some((row) =>
    Object.entries(row.groups).some(([name, value]) => isNew(name, value) && !isFull(name)),
  )
  if (kept !== undefined && !mustRead) return kept
  const read: Values = new Map()
  for (const { attribute, value } of await readValues(ctx, aiSystemId, version)) {
    read.set(attribute, (read.get(attribute) ?? new Set()).add(value))
  }
  const oldest = known.size >= maximumKept ? known.keys().next().value : undefined
  if (oldest !== undefined) known.delete(oldest)
  known.set(version.id, read)
  return read
}

/** From the profiles; a version without a baseline has none, and its newest rows tell. */
async function readValues(ctx: Context, aiSystemId: string, version: VersionRules) {
  if (version.binning === null) {
    return ctx.services.telemetry.recentGroupValues(ctx, aiSystemId, version.id)
  }
  const found = await sql<{ attribute: string; value: string }>`
    select distinct attribute, value from profiles
    where version_id = ${version.id} and organization_id = ${ctx.organizationId}
      and attribute <> '' and value <> ${unknownValue}`.execute(ctx.db)
  return found.rows
}
