import type { BoundedValue } from '../statistics/bounded-value.ts'
import type { ProfileCurves } from './profile-curves.ts'

/** What each curve says, in one sentence that needs no knowledge of statistics. */
export type CurveSentences = {
  roc: string
  precisionRecall: string
  thresholds: string
  calibration: string
  decision: string
  scores: string
}

/** The sentences of the curves `now`, beside those of validation; null where there are none. */
export function curveSentences(
  now: ProfileCurves,
  before: ProfileCurves | null,
  threshold: number,
): CurveSentences {
  if (now.hidden !== null) return same(`Not shown: ${now.hidden.replace(/^hidden: /, '')}.`)
  if (now.n === 0) return same('No prediction has a known outcome yet.')
  return {
    roc: rocWords(now, before),
    precisionRecall: flaggedWords(now, before),
    thresholds: foundWords(now, before),
    calibration: calibrationWords(now),
    decision: decisionWords(now, threshold),
    scores: scoreWords(now, threshold),
  }
}

function rocWords({ auroc }: ProfileCurves, before: ProfileCurves | null): string {
  const { value, interval, n } = auroc
  if (value === null) return `Ranking cannot be judged: ${auroc.reason ?? 'no reason was given'}.`
  const limits = interval && limitWords({ value, ...interval }, whole)
  const then = before?.auroc.value
  const compared = then === undefined || then === null ? '' : `; at validation in ${whole(then)}`
  return `In ${whole(value)} of 100 pairs, the patient with the outcome had a higher score than the one without (${limits ?? ''}n = ${n})${compared}.`
}

function flaggedWords({ operating }: ProfileCurves, before: ProfileCurves | null): string {
  const rate = operating?.positivePredictiveValue
  if (operating && operating.tp + operating.fp === 0) {
    return `No patient was flagged (n = ${operating.fn + operating.tn}).`
  }
  if (!operating || !rate) return 'How many flagged patients had the outcome cannot be said.'
  const flagged = operating.tp + operating.fp
  const then = before?.operating?.positivePredictiveValue
  return `Of 10 patients flagged, about ${ofTen(rate.value)} had the outcome (${limitWords(rate, percent)}n = ${flagged} flagged)${then ? `; at validation about ${ofTen(then.value)}` : ''}.`
}

function foundWords({ operating }: ProfileCurves, before: ProfileCurves | null): string {
  const rate = operating?.sensitivity
  if (!operating || !rate)
    return 'How many of the patients with the outcome were flagged cannot be said.'
  const then = before?.operating?.sensitivity
  return `Of 10 patients with the outcome, about ${ofTen(rate.value)} were flagged (${limitWords(rate, percent)}n = ${operating.tp + operating.fn} with the outcome)${then ? `; at validation about ${ofTen(then.value)}` : ''}.`
}

function calibrationWords({ observedExpected, calibration }: ProfileCurves): string {
  const { value, interval, n } = observedExpected
  if (value === null) return 'Whether the stated risks hold cannot be said.'
  const perTen = (each: number) => (10 * each).toFixed(1)
  const limits = interval && limitWords({ value, ...interval }, perTen)
  // As rounded: limits that read "9.1 to 10.0" must not be said to exclude 10.
  const off =
    Number(perTen(interval?.lower ?? 0)) > 10
      ? 'low'
      : Number(perTen(interval?.upper ?? Infinity)) < 10
        ? 'high'
        : null
  const overall = `For every 10 outcomes that the stated risks lead to expect, ${perTen(value)} happened (${limits ?? ''}n = ${n})`
  const verdict = off === null ? 'about as stated' : `the stated risks are too ${off}`
  const missed = calibration.filter(
    ({ gapInterval }) => (gapInterval?.lower ?? -1) > 0 || (gapInterval?.upper ?? 1) < 0,
  ).length
  const bands = `${missed} of ${calibration.length} bands of risk ${missed === 1 ? 'lies' : 'lie'} off the line`
  return `${overall}: ${verdict}${calibration.length === 0 ? '' : `; ${bands}`}.`
}

function decisionWords({ decision }: ProfileCurves, threshold: number): string {
  const point = decision.find((each) => each.threshold === threshold) ?? null
  if (!point?.gain) {
    return `Above the line of acting on all and the line of acting on none, following the flags does more good than harm.`
  }
  const { value, lower, upper } = point.gain
  const amount = `${Math.abs(100 * value).toFixed(1)} true positives per 100 patients (95 % interval ${signed(lower)} to ${signed(upper)})`
  const better = value >= 0 ? 'gains' : 'loses'
  return `At the threshold of ${threshold}, following the flags ${better} ${amount} against the better of acting on all and acting on none.`
}

function signed(value: number | null): string {
  if (value === null) return '…'
  return `${value < 0 ? '−' : '+'}${Math.abs(100 * value).toFixed(1)}`
}

function scoreWords({ operating }: ProfileCurves, threshold: number): string {
  const found = operating?.sensitivity
  const spared = operating?.specificity
  if (!operating || !found || !spared) return 'The spread of scores, by what happened later.'
  const { tp, fn, fp, tn } = operating
  return `${percent(found.value)} of the patients with the outcome scored ${threshold} or more (${tp} of ${tp + fn}), and ${percent(1 - spared.value)} of those without it (${fp} of ${fp + tn}).`
}

function limitWords({ lower, upper }: BoundedValue, word: (value: number) => string): string {
  if (lower === null || upper === null) return ''
  return `95 % interval ${word(lower)} to ${word(upper)}, `
}

/** 0.96 is 9 and not 10 of 10 as long as it is not everyone. */
function ofTen(share: number): string {
  const count = Math.round(10 * share)
  if (count === 0 && share > 0) return 'fewer than 1'
  return count === 10 && share < 1 ? 'more than 9' : String(count)
}

function whole(share: number): string {
  return String(Math.round(100 * share))
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`
}

function same(sentence: string): CurveSentences {
  const names = ['roc', 'precisionRecall', 'thresholds', 'calibration', 'decision', 'scores']
  return Object.fromEntries(names.map((name) => [name, sentence])) as CurveSentences
}
