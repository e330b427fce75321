import type { Schemas } from '@primum/client'
import type { RequiredPrecision, SampleSize } from '@primum/core/validation/sample-size'
import { sampleSize } from '@primum/core/validation/sample-size'

/** How narrow the intervals must be; a target counts where both of its numbers stand. */
export type PrecisionValues = {
  prevalence: number | null
  auroc: { expected: number | null; width: number | null }
  sensitivity: { expected: number | null; halfWidth: number | null }
  specificity: { expected: number | null; halfWidth: number | null }
  observedExpectedRatio: { width: number | null }
  calibrationSlope: { width: number | null; mean: number | null; deviation: number | null }
}

export const emptyPrecision: PrecisionValues = {
  prevalence: null,
  auroc: { expected: null, width: null },
  sensitivity: { expected: null, halfWidth: null },
  specificity: { expected: null, halfWidth: null },
  observedExpectedRatio: { width: null },
  calibrationSlope: { width: null, mean: null, deviation: null },
}

type Stated = Schemas['ValidationProtocol']['requiredPrecision']

export function precisionFrom(stated: Stated): PrecisionValues {
  if (stated === null) return emptyPrecision
  const asked = stated as RequiredPrecision
  const slope = asked.calibrationSlope
  return {
    prevalence: asked.prevalence,
    auroc: asked.auroc ?? emptyPrecision.auroc,
    sensitivity: asked.sensitivity ?? emptyPrecision.sensitivity,
    specificity: asked.specificity ?? emptyPrecision.specificity,
    observedExpectedRatio: asked.observedExpectedRatio ?? emptyPrecision.observedExpectedRatio,
    calibrationSlope:
      slope === undefined
        ? emptyPrecision.calibrationSlope
        : {
            width: slope.width,
            mean: slope.linearPredictor.mean,
            deviation: slope.linearPredictor.standardDeviation,
          },
  }
}

/** Null while nothing whole is asked for. */
export function requiredFrom(values: PrecisionValues): RequiredPrecision | null {
  const { prevalence, auroc, sensitivity, specificity, observedExpectedRatio } = values
  const { width, mean, deviation } = values.calibrationSlope
  if (prevalence === null) return null
  const asked: RequiredPrecision = { prevalence, level: 0.95 }
  if (auroc.expected !== null && auroc.width !== null) {
    asked.auroc = { expected: auroc.expected, width: auroc.width }
  }
  for (const [name, rate] of [
    ['sensitivity', sensitivity],
    ['specificity', specificity],
  ] as const) {
    const { expected, halfWidth } = rate
    if (expected !== null && halfWidth !== null) asked[name] = { expected, halfWidth }
  }
  if (observedExpectedRatio.width !== null) {
    asked.observedExpectedRatio = { width: observedExpectedRatio.width }
  }
  if (width !== null && mean !== null && deviation !== null) {
    const linearPredictor = { mean, standardDeviation: deviation }
    asked.calibrationSlope = { width, linearPredictor }
  }
  return Object.keys(asked).length > 2 ? asked : null
}

/** The sample that is needed, or in a phrase which number makes no sense. */
export function sampleFor(values: PrecisionValues): SampleSize | string | null {
  const asked = requiredFrom(values)
  if (asked === null) return null
  try {
    return sampleSize(asked)
  } catch (error) {
    if (error instanceof RangeError) return error.message
    throw error
  }
}
