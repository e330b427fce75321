import {
  type MultivariateDrift,
  multivariateDrift,
} from '@primum/core/evaluation/multivariate-drift'
import type { FeatureBins } from '@primum/core/monitoring/binning'
import type { LeftOutColumn } from '@primum/core/statistics/comparable-columns'
import type { Database } from './database.ts'
import { type Dataset, columnOf } from './dataset.ts'
import type { MultivariateRequest } from './evaluation-request.ts'
import { sampleMethod, sampleRows } from './sample-rows.ts'
import { seededRandom } from './seeded-random.ts'

const defaultSize = 10_000
const defaultSeed = 1
const defaultMinimum = 30

/** A file that is sampled, and how many rows it has. */
export type SampledFile = { dataset: Dataset; rows: number }

/** Drift of the numeric features together, from rows drawn alike from both files. */
export async function sampleDrift(
  database: Database,
  files: { current: SampledFile; baseline: SampledFile },
  features: readonly FeatureBins[],
  options: MultivariateRequest & { minimum?: number | undefined },
): Promise<MultivariateDrift> {
  const { seed = defaultSeed, rows: size = defaultSize } = options
  const names = features.filter(({ kind }) => kind === 'numeric').map(({ name }) => name)
  const leftOut: LeftOutColumn[] = features
    .filter(({ kind }) => kind === 'categorical')
    .map(({ name }) => ({ column: name, reason: 'it holds categories, not numbers' }))
  const rowsOf = ({ dataset, rows }: SampledFile) => {
    const columns = names.map((name) => columnOf(dataset, name, 'features'))
    return sampleRows(database, dataset, columns, { rows, size, seed })
  }
  const baseline = await rowsOf(files.baseline)
  const current = await rowsOf(files.current)
  return multivariateDrift(
    { names, baseline, current },
    {
      method: sampleMethod(size, [files.current.rows, files.baseline.rows]),
      seed,
      rows: Math.min(size, files.current.rows),
      baselineRows: Math.min(size, files.baseline.rows),
    },
    { minimum: options.minimum ?? defaultMinimum, random: seededRandom(seed), leftOut },
  )
}
