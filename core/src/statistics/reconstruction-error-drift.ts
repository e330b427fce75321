/**
 * Multivariate drift by reconstruction: whether features still go together as in the baseline. A
 * row is pressed onto the principal components of the baseline and back; what is lost grows when
 * relations break, even where every single feature looks as before.
 * Convention: error of a row is the Euclidean length of what is lost, in standardised units; the
 * value is its mean over the window, with a normal interval. It is compared with the mean over the
 * baseline itself by Welch's difference. Lower is a change too: relations may tighten.
 * Missing values are imputed by the baseline mean, and their share is stated: imputed values lie
 * nearer the middle and lower the error, so read missingness first.
 * Limits: at most 50 numeric columns; the baseline should have 20 rows per column or more, because
 * its own error is measured on the rows that shaped the components.
 * Source: S. S. Qin, Journal of Chemometrics 17 (2003) 480–502 for the residual as a monitor.
 * Twin: Python `sklearn.decomposition.PCA` `inverse_transform`; R `prcomp` likewise.
 */
import {
  type Estimate,
  type EstimateOptions,
  type Interval,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { normalCdf, twoSidedZ } from './normal-distribution.ts'
import { type PrincipalComponents, principalComponents } from './principal-components.ts'
import { type Columns, standardizedRows } from './standardization.ts'

/** What is frozen of a baseline: its components, and mean and variance of its own errors. */
export type ReconstructionBaseline = {
  components: PrincipalComponents
  meanError: number
  errorVariance: number
  n: number
}

/**
 * `difference` is window minus baseline, with its interval; `pValue` is two-sided, both null where
 * no interval can be given. `imputedShare` is the share of values imputed in the window.
 */
export type ReconstructionDrift = Estimate & {
  baselineValue: number
  difference: { value: number; lower: number; upper: number } | null
  pValue: number | null
  imputedShare: number | null
}

/** Of the errors of a window: null without rows, the variance (divisor n − 1) with one alone. */
export type ErrorMoments = {
  rows: number
  mean: number | null
  variance: number | null
  imputedShare: number | null
}

/** `baseline` is null where nothing can be measured against it; `reason` then says why. */
export type ReconstructionFit =
  | { baseline: ReconstructionBaseline; reason: null }
  | { baseline: null; reason: string }

/** Freezes a baseline; `varianceShare` as in principalComponents, which also says what it throws. */
export function reconstructionBaseline(
  columns: Columns,
  varianceShare?: number,
): ReconstructionFit {
  const components = principalComponents(columns, varianceShare)
  if (components === null) return { baseline: null, reason: 'no column of the baseline varies' }
  const kept = components.components.length
  if (kept === components.scale.used.length) {
    // What would be left to measure is rounding.
    return { baseline: null, reason: `all ${kept} components are kept: nothing is lost` }
  }
  const { rows, mean, variance } = errors(columns, components)
  if (mean === null || variance === null) return { baseline: null, reason: `${rows} rows` }
  const frozen = { components, meanError: mean, errorVariance: variance, n: rows }
  return { baseline: frozen, reason: null }
}

/** `minimum` counts rows of the window. Throws RangeError for columns unlike the baseline's. */
export function reconstructionErrorDrift(
  baseline: ReconstructionBaseline,
  window: Columns,
  options: EstimateOptions = {},
): ReconstructionDrift {
  const { imputed, ...moments } = errors(window, baseline.components)
  const values = moments.rows * baseline.components.scale.used.length
  const imputedShare = values === 0 ? null : imputed / values
  return reconstructionDriftOf(baseline, { ...moments, imputedShare }, options)
}

/** The same where only the mean and the variance of the errors were kept, and no row. */
export function reconstructionDriftOf(
  baseline: Pick<ReconstructionBaseline, 'meanError' | 'errorVariance' | 'n'>,
  { rows, mean, variance, imputedShare }: ErrorMoments,
  options: EstimateOptions = {},
): ReconstructionDrift {
  const evidence = {
    method: 'mean reconstruction error',
    n: rows,
    positives: null,
    negatives: null,
  }
  const baselineValue = baseline.meanError
  const nothing = { difference: null, pValue: null }
  if (mean === null) {
    const estimate = undefinedEstimate(evidence, 'no rows in the window')
    return { ...estimate, baselineValue, ...nothing, imputedShare: null }
  }
  const sample = { count: rows, unit: 'rows', minimum: options.minimum }
  const { level = defaultLevel } = options
  const z = twoSidedZ(level)
  const baselineSquare = baseline.errorVariance / baseline.n
  if (variance === null || variance + baselineSquare === 0) {
    const note = rows < 2 ? 'one row has no interval' : 'degenerate: the errors do not vary'
    const estimate = estimateWithMinimum(evidence, mean, null, sample, note)
    return { ...estimate, baselineValue, ...nothing, imputedShare }
  }
  const margin = z * Math.sqrt(variance / rows)
  const interval: Interval = {
    lower: Math.max(0, mean - margin),
    upper: mean + margin,
    level,
    method: 'normal',
  }
  const value = mean - baselineValue
  const error = Math.sqrt(variance / rows + baselineSquare)
  return {
    ...estimateWithMinimum(evidence, mean, interval, sample),
    baselineValue,
    difference: { value, lower: value - z * error, upper: value + z * error },
    pValue: 2 * normalCdf(-Math.abs(value / error)),
    imputedShare,
  }
}

/** Length of what the components lose of one standardised row, which is overwritten. */
export function reconstructionError(
  row: Float64Array,
  components: readonly Float64Array[],
): number {
  for (const component of components) removeAlong(row, component)
  let square = 0
  for (let j = 0; j < row.length; j++) square += row[j]! ** 2
  return Math.sqrt(square)
}

function errors(columns: Columns, { scale, components }: PrincipalComponents) {
  const { rows, values, imputed } = standardizedRows(columns, scale)
  const width = scale.used.length
  const lengths = new Float64Array(rows)
  let sum = 0
  for (let i = 0; i < rows; i++) {
    lengths[i] = reconstructionError(values.subarray(i * width, (i + 1) * width), components)
    sum += lengths[i]!
  }
  if (rows === 0) return { rows, mean: null, variance: null, imputed }
  const mean = sum / rows
  let squares = 0
  for (const length of lengths) squares += (length - mean) ** 2
  return { rows, mean, variance: rows < 2 ? null : squares / (rows - 1), imputed }
}

/** Components are orthogonal, so what lies along each can be taken away one after the other. */
function removeAlong(row: Float64Array, component: Float64Array): void {
  let along = 0
  for (let j = 0; j < row.length; j++) along += row[j]! * component[j]!
  for (let j = 0; j < row.length; j++) row[j]! -= along * component[j]!
}
