/**
 * What holds for a whole curve of lean points: its sample, its level and whether it may be used.
 * Convention: as for an `Estimate`; `minimum` applies to the smaller class.
 */
import { type EstimateOptions, defaultLevel } from './estimate.ts'

export type CurveState = {
  n: number
  positives: number
  negatives: number
  level: number
  state: 'ok' | 'insufficient' | 'undefined'
  reason: string | null
}

/** `undefined` without predictions. Throws RangeError unless 0 < level < 1 and minimum ≥ 0. */
export function curveState(
  { positives, negatives }: { positives: number; negatives: number },
  { level = defaultLevel, minimum = 0 }: EstimateOptions = {},
): CurveState {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie in (0, 1), got ${level}`)
  if (!(minimum >= 0)) throw new RangeError(`minimum must be zero or more, got ${minimum}`)
  const sample = { n: positives + negatives, positives, negatives, level }
  if (sample.n === 0) return { ...sample, state: 'undefined', reason: 'no predictions' }
  const count = Math.min(positives, negatives)
  if (count >= minimum) return { ...sample, state: 'ok', reason: null }
  const unit = positives <= negatives ? 'positives' : 'negatives'
  return {
    ...sample,
    state: 'insufficient',
    reason: `${count} ${unit}, at least ${minimum} needed`,
  }
}
