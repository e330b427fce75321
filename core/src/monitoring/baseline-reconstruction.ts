import { reconstructionBaseline } from '../statistics/reconstruction-error-drift.ts'
import type { FeatureSchema, FeatureValue } from './feature-schema.ts'

/**
 * How the numeric features of a baseline go together: sums over its rows and never a row. Values
 * are brought to `means` and `deviations` by feature; `components` lie in the order of `features`.
 * `meanError` and `errorVariance` are those of the reconstruction errors of its own `n` rows.
 */
export type BaselineReconstruction = {
  features: string[]
  means: number[]
  deviations: number[]
  components: number[][]
  n: number
  meanError: number
  errorVariance: number
}

/** Below this many rows per feature the components follow the noise of the rows that shaped them. */
export const rowsPerFeature = 20
const mostFeatures = 50
const mostMissing = 0.5
/** Where features follow from each other exactly, what is left to measure is rounding. */
const leastDeviation = 1e-3

type Rows = readonly { features: Readonly<Record<string, FeatureValue>> }[]

/**
 * Of the first 50 numeric features that are present in half of the rows or more; null where fewer
 * than two vary, there are too few rows, or the components lose nothing worth the name. The order of
 * the rows plays no part.
 */
export function buildReconstruction(
  schemas: readonly FeatureSchema[],
  rows: Rows,
): BaselineReconstruction | null {
  const found = numericColumns(schemas, rows)
  if (found.length < 2 || rows.length < rowsPerFeature * found.length) return null
  const columns = inOrderOfValues(found.map(({ column }) => column))
  const { baseline } = reconstructionBaseline(columns)
  if (baseline === null || !(baseline.errorVariance > leastDeviation ** 2)) return null
  const { scale, components } = baseline.components
  return {
    features: scale.used.map((index) => found[index]!.name),
    means: plain(scale.means),
    deviations: plain(scale.deviations),
    components: components.map(plain),
    n: baseline.n,
    meanError: baseline.meanError,
    errorVariance: baseline.errorVariance,
  }
}

/** What is no finite number is missing, in a baseline as in a prediction. */
export function numberOrMissing(value: FeatureValue): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : Number.NaN
}

function numericColumns(schemas: readonly FeatureSchema[], rows: Rows) {
  const found: { name: string; column: Float64Array }[] = []
  for (const { name, kind } of schemas) {
    if (kind !== 'numeric' || found.length === mostFeatures) continue
    const column = Float64Array.from(rows, ({ features }) => numberOrMissing(features[name]))
    const missing = column.reduce((sum, value) => sum + Number(Number.isNaN(value)), 0)
    if (missing <= mostMissing * rows.length) found.push({ name, column })
  }
  return found
}

/** Sums of decimals depend on their order: rows are added up in the order of their values. */
function inOrderOfValues(columns: readonly Float64Array[]): Float64Array[] {
  const order = Uint32Array.from(columns[0]!.keys()).sort((a, b) => {
    for (const column of columns) {
      const between = compare(column[a]!, column[b]!)
      if (between !== 0) return between
    }
    return 0
  })
  return columns.map((column) => Float64Array.from(order, (index) => column[index]!))
}

function compare(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
}

/** JSON knows no −0. */
function plain(values: Float64Array): number[] {
  return Array.from(values, (value) => value + 0)
}
