/**
 * E-detector for the mean of a value in [0, 1] (squared error, share, rating scaled to [0, 1]):
 * finds a mean that has left its accepted limit, whatever the distribution of the values.
 * Each value x is a bet 1 + λξ, with ξ = (x − m)/m for a rise above the limit m, which nobody gains
 * by on average while the mean is at most m. Its lower bound exp(λξ + (λ + ln(1−λ))ξ²) is a function
 * of sums, so a day needs n, Σx and Σx² only. λ is tuned to an effect size and the variance at
 * validation; a wrong variance costs days, never validity. A drop of x is a rise of 1 − x.
 * Convention: as in e-detector.ts. The mean of each value, given those before, is on the good side.
 * Source: the bound: X. Fan, I. Grama and Q. Liu, Electronic J. Probability 20 (2015) no. 1; betting:
 * I. Waudby-Smith and A. Ramdas, J. R. Statist. Soc. B 86 (2024) 1–27; detector: see e-detector.ts.
 * Twin: `confseq.betting` in Python bets value by value; the form in sums has none packaged.
 */
import { advance, type DetectorState } from './e-detector.ts'

export type MeanAlternative = {
  /** the acceptance limit m of the mean, in [0, 1] */
  limit: number
  /** distances of the mean beyond the limit, one per effect size */
  deltas: readonly number[]
  /** the bad direction */
  direction: 'drop' | 'rise'
  /** variance of one value at validation: tunes the bets, no more */
  variance: number
}

/** Σx and Σx² of the n values of a day. Where Σx² was not kept null: Σx bounds it, at some delay. */
export type MeanDay = { n: number; sum: number; squareSum: number | null }

const nearestToZero = 1e-6

/** One day. Throws a RangeError for sums that no n values in [0, 1] have, or settings that are none. */
export function stepMean(
  state: DetectorState,
  day: MeanDay,
  alternative: MeanAlternative,
): DetectorState {
  assertDay(day)
  const { limit, deltas, direction, variance } = alternative
  if (!(limit >= 0 && limit <= 1)) throw new RangeError(`an acceptance limit of ${limit}`)
  if (!(variance >= 0 && variance <= 1)) throw new RangeError(`a variance of ${variance}`)
  const { n, sum, squareSum } = direction === 'rise' ? kept(day) : mirrored(kept(day))
  const m = Math.max(direction === 'rise' ? limit : 1 - limit, nearestToZero)
  const linear = (sum - n * m) / m
  // The squares cannot sum to less than their mean squared; rounding could.
  const quadratic = Math.max(
    (squareSum - 2 * m * sum + n * m * m) / (m * m),
    n === 0 ? 0 : (linear * linear) / n,
  )
  const ratios = deltas.map((delta) => {
    if (!(delta > 0)) throw new RangeError(`an effect size must be above 0, not ${delta}`)
    const bet = betFor(delta / m, (variance + delta * delta) / (m * m))
    return bet * linear + (bet + Math.log1p(-bet)) * quadratic
  })
  return advance(state, ratios)
}

/** The λ with the fastest growth λδ + (λ + ln(1−λ))v at a mean of ξ of δ and a mean of ξ² of v. */
function betFor(delta: number, square: number): number {
  return delta / (delta + square)
}

function kept({ n, sum, squareSum }: MeanDay) {
  return { n, sum, squareSum: squareSum ?? sum }
}

function mirrored({ n, sum, squareSum }: ReturnType<typeof kept>) {
  return { n, sum: n - sum, squareSum: n - 2 * sum + squareSum }
}

function assertDay({ n, sum, squareSum }: MeanDay): void {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`${n} is no number of values`)
  const slack = 1e-9 * n
  if (!(sum >= -slack && sum <= n + slack)) {
    throw new RangeError(`${n} values in [0, 1] cannot add up to ${sum}`)
  }
  if (squareSum === null || n === 0) return
  if (!(squareSum <= sum + slack && squareSum >= (sum * sum) / n - slack)) {
    throw new RangeError(`the squares of ${n} values with sum ${sum} cannot add up to ${squareSum}`)
  }
}
