import type { FeatureBins } from '@primum/core/monitoring/binning'
import { type ColumnRoles, resolveRoles } from './column-roles.ts'
import type { Database } from './database.ts'
import type { Dataset } from './dataset.ts'
import { listedCategories } from './group-values.ts'
import { sampleColumns } from './sample-columns.ts'
import { scanPlan } from './scan-plan.ts'
import type { Scanners } from './scanners.ts'

/** The score comes first, then the features as they were asked for. */
export type PreparedBaseline = {
  name: string
  features: FeatureBins[]
  /** counts of all its rows in the cells of each feature */
  counts: Uint32Array[]
}

/** Cells from the baseline alone, and its own rows counted in them. */
export async function prepareBaseline(
  database: Database,
  dataset: Dataset,
  roles: ColumnRoles,
  settings: { numeric: ReadonlySet<string>; scanners: Scanners; name: string },
): Promise<PreparedBaseline> {
  const columns = resolveRoles(dataset, roles)
  const [answer] = await database.ask<{ rows: number }>(
    `SELECT count(*) AS rows FROM ${dataset.relation}`,
  )
  const { rows } = answer!
  const names = [roles.score, ...roles.features]
  const numeric = names.filter((name) => name === roles.score || settings.numeric.has(name))
  const samples = await sampleColumns(
    database,
    dataset,
    numeric.map((name) => columns.get(name)!),
    rows,
  )
  const edges = await settings.scanners.edges(samples)
  const features: FeatureBins[] = []
  for (const name of names) {
    const place = numeric.indexOf(name)
    if (place >= 0) {
      features.push({ name, kind: 'numeric', offset: 0, edges: edges[place]!, listed: [] })
    } else {
      const listed = await listedCategories(database, dataset.relation, columns.get(name)!)
      features.push({ name, kind: 'categorical', offset: 0, edges: [], listed })
    }
  }
  const plan = scanPlan(dataset, roles, columns, {
    attributes: [],
    features,
    scores: { kind: 'none' },
    clusters: false,
  })
  const { cells } = await settings.scanners.scan(plan, rows)
  return { name: settings.name, features, counts: cells }
}
