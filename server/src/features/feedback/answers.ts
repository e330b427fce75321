import { suppressParts } from '@primum/core/fairness/suppressed-parts'
import type { Estimate } from '@primum/core/statistics/estimate'
import { proportion } from '@primum/core/statistics/proportion'
import { rateDifference } from '@primum/core/statistics/rate-difference'
import { isSmallCell } from '../../monitoring/small-cells.ts'
import { suppressSmallCells } from '../../monitoring/suppress-estimate.ts'

/** Answers to predictions, and those of them that accepted. */
export type Answers = { accepted: number; total: number }

const leastAnswers = 30
const unit = 'answers'

export function acceptanceOf(answers: Answers): Estimate {
  return rateOf('acceptance rate', answers.accepted, answers)
}

export function overrideOf(answers: Answers): Estimate {
  return rateOf('override rate', answers.total - answers.accepted, answers)
}

/** A rate that is not shown: the same whatever it hides. */
export function hiddenAcceptance(): Estimate {
  return acceptanceOf({ accepted: 1, total: 1 })
}

function rateOf(method: string, count: number, { accepted, total }: Answers): Estimate {
  const counts = { count, total, positives: accepted, negatives: total - accepted }
  return hidden(proportion({ method, unit, ...counts }, { minimum: leastAnswers }))
}

/** Acceptance later less acceptance earlier, hidden where either half rests on few answers. */
export function trendOf(earlier: Answers, later: Answers): Estimate {
  const shares = [later, earlier].map(({ accepted, total }) => ({ count: accepted, total }))
  const method = 'change of the acceptance rate'
  const found = rateDifference(
    { method, first: shares[0]!, second: shares[1]!, unit },
    { minimum: leastAnswers },
  )
  const few = [earlier, later].some(isSmall)
  return few ? hidden({ ...found, positives: 1, negatives: null }) : found
}

/**
 * Parts of the whole (units, weeks) with 1 to 10 answers, or of one kind of them, are not shown, and
 * as many others as it takes that the total gives no hidden one away. Where none is left, the whole
 * is few itself, and so hidden by its own counts.
 */
export function hideSmallParts(units: ReadonlyMap<string, Answers>) {
  const all = [...units].toSorted(([a], [b]) => a.localeCompare(b))
  const { hidden } = suppressParts(
    all.map(([, { accepted, total }]) => [accepted, total - accepted]),
  )
  const shown = all.filter((_, index) => !hidden[index])
  return { shown, hidden: all.length - shown.length }
}

export function feedbackSentence(answers: Answers, trend: Estimate): string {
  const rate = overrideOf(answers)
  if (rate.value === null) return 'Too few predictions were answered to say how they are taken.'
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`
  const { lower, upper } = rate.interval ?? { lower: null, upper: null }
  const interval =
    lower === null || upper === null ? '' : `95 % interval ${percent(lower)} to ${percent(upper)}, `
  const start = `${percent(rate.value)} of answered predictions were overridden or dismissed (${interval}n = ${rate.n})`
  if (trend.value === null || trend.interval === null) return `${start}.`
  if ((trend.interval.upper ?? 0) < 0) {
    return `${start}; acceptance fell by ${percent(-trend.value)}, as alert fatigue would show.`
  }
  if ((trend.interval.lower ?? 0) > 0)
    return `${start}; acceptance rose by ${percent(trend.value)}.`
  return `${start}; acceptance did not clearly change.`
}

function isSmall({ accepted, total }: Answers): boolean {
  return [total, accepted, total - accepted].some(isSmallCell)
}

function hidden(estimate: Estimate): Estimate {
  const {
    baselineValue: _,
    detail: __,
    ...plain
  } = suppressSmallCells({
    ...estimate,
    baselineValue: null,
    detail: {},
  })
  return plain
}
