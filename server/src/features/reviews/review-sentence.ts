import type { Estimate } from '@primum/core/statistics/estimate'
import type { FindingName } from '@primum/core/statistics/review-rates'
import { isSmallCell } from '../../monitoring/small-cells.ts'

type Found = { finding: FindingName; rate: Estimate; agreement: Estimate }

/** What harms first: it comes first in the sentence too. */
const order: readonly FindingName[] = ['harm', 'hallucination', 'omission', 'refusal', 'low-rating']

const words: Record<FindingName, string> = {
  harm: 'would have led to harm uncorrected',
  hallucination: 'stated something that nobody said',
  omission: 'left out something that matters',
  refusal: 'refused to answer',
  escalation: 'were handed on to people',
  'low-rating': 'were rated 1 or 2 of 5',
}

/** What reviewers found, in words that a clinician understands. */
export function reviewSentence(
  outputs: number,
  findings: readonly Found[],
  rating: Estimate,
): string {
  if (outputs === 0) return 'No output has been reviewed in this time.'
  if (isSmallCell(outputs)) return 'Too few outputs were reviewed to say anything of them.'
  const known = order.flatMap((name) => {
    const rate = findings.find(({ finding }) => finding === name)?.rate
    return rate === undefined || rate.value === null ? [] : [{ name, rate }]
  })
  const start = `Of ${outputs} outputs reviewed, `
  if (known.length === 0) {
    const mean = rating.value === null ? 'none was judged for findings' : ratingWords(rating)
    return `${start}${mean}.`
  }
  const parts = known.slice(0, 3).map(({ name, rate }) => `${percent(rate)} ${words[name]}`)
  const doubt = findings.some(({ agreement }) => (agreement.interval?.upper ?? 1) < 0.4)
    ? '; reviewers agree little beyond chance on some of it, so read it with care'
    : ''
  return `${start}${parts.join('; ')}${doubt}.`
}

function ratingWords({ value, n }: Estimate): string {
  return `the mean rating is ${(value ?? 0).toFixed(2)} of 5 (n = ${n})`
}

function percent({ value, interval, n }: Estimate): string {
  const share = (number: number) => `${(100 * number).toFixed(1)} %`
  const { lower, upper } = interval ?? { lower: null, upper: null }
  const limits =
    lower === null || upper === null ? '' : `95 % interval ${share(lower)} to ${share(upper)}, `
  return `${share(value ?? 0)} (${limits}n = ${n})`
}
