/**
 * Sums of a numeric prediction and its outcome: the one input of every regression statistic.
 * Convention: error e = prediction − outcome, deviation d = outcome − origin. The origin is a
 * fixed number near the outcomes (their mean at validation): it cancels out of every result but
 * keeps the digits that Σy² − (Σy)²/n loses when outcomes are large and close together.
 * Source: T. F. Chan, G. H. Golub and R. J. LeVeque, The American Statistician 37 (1983) 242–247.
 * Twin: NumPy sums over the same columns.
 */
import { assertCount } from './scored-counts.ts'

/** Sums over n pairs, in powers of the outcome's unit. They add up where the origin is the same. */
export type RegressionSums = {
  n: number
  origin: number
  /** Σe, Σ|e|, Σe², Σe⁴ */
  errorSum: number
  absoluteErrorSum: number
  squaredErrorSum: number
  quarticErrorSum: number
  /** Σd, Σd², Σd³, Σd⁴ */
  deviationSum: number
  squaredDeviationSum: number
  cubedDeviationSum: number
  quarticDeviationSum: number
  /** Σe²d and Σe²d² */
  weightedDeviationSum: number
  weightedSquaredDeviationSum: number
}

/**
 * From raw predictions and outcomes; `origin` is the mean of the outcomes unless given.
 * Throws RangeError for unequal lengths, or naming the index of a value that is not finite.
 */
export function regressionSums(
  predictions: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  origin: number = meanOf(outcomes),
): RegressionSums {
  if (predictions.length !== outcomes.length) {
    throw new RangeError(`${predictions.length} predictions but ${outcomes.length} outcomes`)
  }
  const sums = emptyRegressionSums(origin)
  for (let i = 0; i < outcomes.length; i++) {
    const prediction = predictions[i]!
    const outcome = outcomes[i]!
    if (!Number.isFinite(prediction) || !Number.isFinite(outcome)) {
      throw new RangeError(`prediction ${prediction} and outcome ${outcome} at index ${i}`)
    }
    addPair(sums, prediction - outcome, outcome - origin)
  }
  return assertRegressionSums(sums)
}

/** No pairs yet. Throws RangeError unless the origin is finite. */
export function emptyRegressionSums(origin: number): RegressionSums {
  if (!Number.isFinite(origin)) throw new RangeError(`the origin ${origin} is not finite`)
  return {
    n: 0,
    origin,
    errorSum: 0,
    absoluteErrorSum: 0,
    squaredErrorSum: 0,
    quarticErrorSum: 0,
    deviationSum: 0,
    squaredDeviationSum: 0,
    cubedDeviationSum: 0,
    quarticDeviationSum: 0,
    weightedDeviationSum: 0,
    weightedSquaredDeviationSum: 0,
  }
}

/** The sums of both sets together. Throws RangeError where their origins differ. */
export function mergeRegressionSums(a: RegressionSums, b: RegressionSums): RegressionSums {
  if (a.origin !== b.origin) {
    throw new RangeError(`sums about ${a.origin} and about ${b.origin} do not add up`)
  }
  const merged = emptyRegressionSums(a.origin)
  for (const key of summed) merged[key] = a[key] + b[key]
  return merged
}

/** Returns the sums, or throws RangeError for sums that cannot occur. */
export function assertRegressionSums(sums: RegressionSums): RegressionSums {
  assertCount(sums.n, 'n')
  for (const key of [...summed, 'origin'] as const) {
    if (!Number.isFinite(sums[key])) throw new RangeError(`${key} is ${sums[key]}`)
    if (neverNegative.has(key) && sums[key] < 0) throw new RangeError(`${key} is ${sums[key]}`)
  }
  const slack = 1 + 1e-9
  if (Math.abs(sums.errorSum) > sums.absoluteErrorSum * slack) {
    throw new RangeError(`errorSum ${sums.errorSum} exceeds the sum of absolute errors`)
  }
  // Squares of errors next to nothing underflow, each on its own.
  if (sums.absoluteErrorSum ** 2 > sums.n * sums.squaredErrorSum * slack + 1e-300) {
    throw new RangeError(`squaredErrorSum ${sums.squaredErrorSum} is too small for the errors`)
  }
  return sums
}

const summed = [
  'n',
  'errorSum',
  'absoluteErrorSum',
  'squaredErrorSum',
  'quarticErrorSum',
  'deviationSum',
  'squaredDeviationSum',
  'cubedDeviationSum',
  'quarticDeviationSum',
  'weightedDeviationSum',
  'weightedSquaredDeviationSum',
] as const

const neverNegative: ReadonlySet<string> = new Set([
  'absoluteErrorSum',
  'squaredErrorSum',
  'quarticErrorSum',
  'squaredDeviationSum',
  'quarticDeviationSum',
  'weightedSquaredDeviationSum',
])

function addPair(sums: RegressionSums, error: number, deviation: number): void {
  const squaredError = error * error
  const squared = deviation * deviation
  sums.n += 1
  sums.errorSum += error
  sums.absoluteErrorSum += Math.abs(error)
  sums.squaredErrorSum += squaredError
  sums.quarticErrorSum += squaredError * squaredError
  sums.deviationSum += deviation
  sums.squaredDeviationSum += squared
  sums.cubedDeviationSum += squared * deviation
  sums.quarticDeviationSum += squared * squared
  sums.weightedDeviationSum += squaredError * deviation
  sums.weightedSquaredDeviationSum += squaredError * squared
}

function meanOf(values: ArrayLike<number>): number {
  let mean = 0
  for (let i = 0; i < values.length; i++) mean += (values[i]! - mean) / (i + 1)
  // A value that is not finite is refused, with its index, where it is summed.
  return Number.isFinite(mean) ? mean : 0
}
