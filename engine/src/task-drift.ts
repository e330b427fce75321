import type { DriftReport } from '@primum/core/evaluation/evaluation-report'
import { type ColumnRoles, resolveRoles } from './column-roles.ts'
import type { Database } from './database.ts'
import { type Dataset, openDataset } from './dataset.ts'
import { driftReport } from './drift-report.ts'
import type { MultivariateRequest } from './evaluation-request.ts'
import { numericFeatures } from './numeric-features.ts'
import { prepareBaseline } from './prepare-baseline.ts'
import { countRows, rowsOf } from './row-counts.ts'
import { sampleDrift } from './sample-drift.ts'
import { scanPlan } from './scan-plan.ts'
import { stageDataset } from './stage-dataset.ts'
import type { Reader } from './with-reader.ts'

/** What a task wants of its drift. */
export type DriftWish = {
  /** columns of the AI system's output, the first of them standing where a score stands */
  outputs: readonly string[]
  label: string
  features: readonly string[]
  baseline: string | null
  baselineName?: string | undefined
  multivariate?: MultivariateRequest | undefined
}

export type OpenedBaseline = { dataset: Dataset; roles: ColumnRoles }

/** Opens the baseline and finds its columns before anything is computed; null without one. */
export async function openBaseline(
  database: Database,
  given: Dataset,
  wish: DriftWish,
): Promise<OpenedBaseline | null> {
  if (wish.baseline === null) return null
  const [score, ...outputs] = wish.outputs
  const roles = {
    score: score!,
    label: wish.label,
    groups: [],
    features: [...outputs, ...wish.features],
  }
  resolveRoles(given, roles)
  const dataset = await openDataset(database, wish.baseline)
  resolveRoles(dataset, roles)
  return { dataset, roles }
}

/** Drift of the outputs and of the features, each and (where wished) together. */
export async function taskDrift(
  reader: Reader,
  given: Dataset,
  baseline: OpenedBaseline,
  wish: DriftWish & { minimum: number; dataCutoff: string | null },
): Promise<DriftReport> {
  const { database, scanners } = reader
  const { roles } = baseline
  const both = [given, baseline.dataset]
  const numeric = await numericFeatures(database, both, wish.features)
  for (const name of wish.outputs) numeric.add(name)
  const current = await staged(reader, given, roles, { numeric, name: 'dataset' })
  const before = await staged(reader, baseline.dataset, roles, { numeric, name: 'baseline' })
  const prepared = await prepareBaseline(database, before, roles, {
    numeric,
    scanners: scanners(),
    name: wish.baselineName ?? before.name,
  })
  const rows = await countRows(database, current)
  const plan = scanPlan(current, roles, resolveRoles(current, roles), {
    attributes: [],
    features: prepared.features,
    scores: { kind: 'none' },
    clusters: false,
  })
  const { cells } = await scanners().scan(plan, rows)
  const multivariate =
    wish.multivariate === undefined
      ? null
      : await sampleDrift(
          database,
          {
            current: { dataset: current, rows },
            baseline: { dataset: before, rows: rowsOf(prepared) },
          },
          prepared.features.slice(wish.outputs.length),
          { ...wish.multivariate, minimum: wish.minimum },
        )
  return driftReport(prepared, cells, { ...wish, multivariate })
}

async function staged(
  { database, folder }: Reader,
  dataset: Dataset,
  roles: ColumnRoles,
  options: { numeric: ReadonlySet<string>; name: string },
): Promise<Dataset> {
  if (dataset.format === 'parquet') return dataset
  const columns = resolveRoles(dataset, roles)
  return stageDataset(database, dataset, roles, columns, {
    ...options,
    folder,
    aggregation: 'none',
  })
}
