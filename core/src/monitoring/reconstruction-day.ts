import { reconstructionError } from '../statistics/reconstruction-error-drift.ts'
import type { ErrorMoments } from '../statistics/reconstruction-error-drift.ts'
import { standardizedValue } from '../statistics/standardization.ts'
import type { BaselineReconstruction } from './baseline-reconstruction.ts'
import { numberOrMissing } from './baseline-reconstruction.ts'
import type { Day } from './days.ts'
import type { FeatureValue } from './feature-schema.ts'

/**
 * Reconstruction errors of the predictions of one day: how many, their sum and the sum of their
 * squares, and how many values were missing. The sums are whole numbers of 2^-16, so that days and
 * late arrivals add up to the same in any order; exact up to 25 million rows of the largest error.
 */
export type ReconstructionDay = { n: number; errors: number; squares: number; imputed: number }

/** Days without a counted prediction are null. */
export type ReconstructionDays = (day: Day) => ReconstructionDay | null

const unit = 2 ** 16

export function emptyReconstruction(): ReconstructionDay {
  return { n: 0, errors: 0, squares: 0, imputed: 0 }
}

/** Adds `source` to `target` in place. */
export function mergeReconstruction(target: ReconstructionDay, source: ReconstructionDay): void {
  target.n += source.n
  target.errors += source.errors
  target.squares += source.squares
  target.imputed += source.imputed
}

/**
 * Adds one prediction to a day. A missing value counts as the baseline's mean, which lowers the
 * error, and is counted.
 */
export type CountReconstruction = (
  day: ReconstructionDay,
  features: Readonly<Record<string, FeatureValue>>,
) => void

/** Made once for a baseline, so that a row costs a few multiplications and no memory. */
export function reconstructionCounter(baseline: BaselineReconstruction): CountReconstruction {
  const { features: names, means, deviations } = baseline
  const components = baseline.components.map((component) => Float64Array.from(component))
  const row = new Float64Array(names.length)
  return (day, features) => {
    for (let j = 0; j < row.length; j++) {
      const value = numberOrMissing(features[names[j]!])
      if (Number.isNaN(value)) {
        row[j] = 0
        day.imputed += 1
      } else row[j] = standardizedValue(value, means[j]!, deviations[j]!)
    }
    const error = reconstructionError(row, components)
    day.n += 1
    day.errors += Math.round(error * unit)
    day.squares += Math.round(error * error * unit)
  }
}

/** `width` is the number of features of the baseline's part. */
export function errorMoments(sum: ReconstructionDay, width: number): ErrorMoments {
  const { n: rows } = sum
  if (rows === 0) return { rows, mean: null, variance: null, imputedShare: null }
  const mean = sum.errors / unit / rows
  const squares = Math.max(0, sum.squares / unit - rows * mean * mean)
  return {
    rows,
    mean,
    variance: rows < 2 ? null : squares / (rows - 1),
    imputedShare: sum.imputed / (rows * width),
  }
}
