/**
 * The one shape every statistic answers with: a value with its interval and its sample, or the
 * reason why there is none. Never NaN and never a default 0 or 1.
 */

/** `insufficient`, `stale` and `error` are states to be alerted on, never read as "all is well". */
export type EstimateState = 'ok' | 'insufficient' | 'undefined' | 'stale' | 'error'

/** Two-sided limits at `level` (0.95 = 95 %). A bound that cannot be given is null. */
export type Interval = {
  lower: number | null
  upper: number | null
  level: number
  method: string
}

/**
 * `n` is the number of observations the value rests on (the denominator of a rate); `positives`
 * and `negatives` are those among the `n` with and without the outcome, null where no outcome is
 * involved. `reason` is one phrase, given whenever the state is not `ok` or an interval is missing.
 */
export type Estimate = {
  value: number | null
  interval: Interval | null
  n: number
  positives: number | null
  negatives: number | null
  state: EstimateState
  reason: string | null
  method: string
}

/** `level` of the interval (default 0.95); `minimum` sample below which a value is insufficient. */
export type EstimateOptions = { level?: number; minimum?: number }

export const defaultLevel = 0.95

/** What an estimate rests on, whatever its outcome. */
export type Evidence = Pick<Estimate, 'method' | 'n' | 'positives' | 'negatives'>

/** A value that may be used. Throws RangeError when the value or a bound is NaN or infinite. */
export function okEstimate(
  evidence: Evidence,
  value: number,
  interval: Interval | null,
  reason: string | null = null,
): Estimate {
  return build(evidence, 'ok', value, interval, reason)
}

/** A value shown for information only: the sample is too small to decide on. */
export function insufficientEstimate(
  evidence: Evidence,
  value: number,
  interval: Interval | null,
  reason: string,
): Estimate {
  return build(evidence, 'insufficient', value, interval, reason)
}

/** No value exists for this input, for example a rate with a zero denominator. */
export function undefinedEstimate(evidence: Evidence, reason: string): Estimate {
  return build(evidence, 'undefined', null, null, reason)
}

/**
 * `ok`, or `insufficient` when `sample.count` is below `minimum`. `sample.unit` is the plural noun
 * for what is counted; `note` explains a missing interval.
 */
export function estimateWithMinimum(
  evidence: Evidence,
  value: number,
  interval: Interval | null,
  sample: { count: number; unit: string; minimum: number | undefined },
  note: string | null = null,
): Estimate {
  const { count, unit, minimum = 0 } = sample
  if (!(minimum >= 0)) throw new RangeError(`minimum must be zero or more, got ${minimum}`)
  if (count >= minimum) return okEstimate(evidence, value, interval, note)
  const shortage = `${count} ${unit}, at least ${minimum} needed`
  const reason = note === null ? shortage : `${shortage}; ${note}`
  return insufficientEstimate(evidence, value, interval, reason)
}

function build(
  evidence: Evidence,
  state: EstimateState,
  value: number | null,
  interval: Interval | null,
  reason: string | null,
): Estimate {
  for (const number of [value, interval?.lower ?? null, interval?.upper ?? null]) {
    if (number !== null && !Number.isFinite(number)) {
      throw new RangeError(`${evidence.method}: ${number} is not an estimate`)
    }
  }
  const { method, n, positives, negatives } = evidence
  return { value, interval, n, positives, negatives, state, reason, method }
}
