import { isDomainClassifier, isMultivariate, isReviewed } from '@primum/core/monitoring/metric-kind'
import type { MetricEstimate, MetricName } from '@primum/core/monitoring/metric-kind'
import { isOverall, segmentWords } from '@primum/core/monitoring/segment'
import type { Segment } from '@primum/core/monitoring/segment'

type Point = { from: string; to: string; estimate: MetricEstimate }

/** The newest point in words that a clinician understands. */
export function seriesSentence(metric: MetricName, segment: Segment, point: Point | null): string {
  if (point === null && isMultivariate(metric)) {
    return 'No prediction has been counted for this yet: counting begins when a monitor of it is switched on.'
  }
  if (point === null && isDomainClassifier(metric)) {
    return 'No window of this length has been compared yet: it is done once a day, for the days that a monitor of it looks back.'
  }
  if (point === null) {
    return isReviewed(metric)
      ? 'No output has been reviewed yet.'
      : 'No predictions have been counted yet.'
  }
  const { estimate } = point
  const who = isOverall(segment) ? '' : ` (${segmentWords(segment)})`
  const when = `From ${longDay(point.from)} to ${longDay(point.to)}${who}`
  if (estimate.value === null)
    return `${when}: ${estimate.reason ?? 'not computable'}.`.replace(/\.\.$/, '.')
  return `${when}, ${words(metric, estimate)}${compared(metric, estimate)}${caveat(estimate)}.`
}

function words(metric: MetricName, { value, n, detail }: MetricEstimate): string {
  // Rates rest on whole people: 25 of 49, and what that is in 100.
  const count = Math.round((value ?? 0) * n)
  const share = `(${Math.round((value ?? 0) * 100)} %)`
  const rate = `${count} of ${n}`
  switch (metric) {
    case 'sensitivity':
      return `${rate} patients with the outcome were flagged ${share}`
    case 'specificity':
      return `${rate} patients without the outcome were left unflagged ${share}`
    case 'positive-predictive-value':
      return `${rate} flagged patients had the outcome ${share}`
    case 'negative-predictive-value':
      return `${rate} unflagged patients did not have the outcome ${share}`
    case 'flag-rate':
      return `${rate} predictions were flagged ${share}`
    case 'estimated-sensitivity':
      return `an estimated ${share.slice(1, -1)} of the patients with the outcome were flagged; outcomes are not known yet`
    case 'estimated-auroc':
      return `the estimated AUROC was ${(value ?? 0).toFixed(3)}; outcomes are not known yet (n = ${n})`
    case 'average-precision':
      return `the average precision was ${(value ?? 0).toFixed(3)} (n = ${n})`
    case 'calibration-in-the-large':
      return `stated risks would have to be shifted by ${(value ?? 0).toFixed(2)} on the log-odds scale to be right on average (n = ${n})`
    case 'calibration-slope':
      return `the calibration slope was ${(value ?? 0).toFixed(2)}, where 1 is right (n = ${n})`
    case 'expected-calibration-error':
      return `stated risks lay ${(value ?? 0).toFixed(3)} from the observed shares on average (n = ${n})`
    case 'latency':
      return `95 of 100 answers took at most ${Math.round(value ?? 0)} ms (n = ${n})`
    case 'error-rate':
      return `${rate} calls failed or timed out ${share}`
    case 'volume':
      return `${Math.round(value ?? 0)} ${detail?.counted ?? 'predictions'} were made`
    case 'late-data':
      return `${rate} predictions and outcomes arrived late ${share}`
    case 'override-rate':
      return `${rate} answered predictions were overridden or dismissed ${share}`
    case 'hallucination-rate':
      return `${rate} reviewed outputs stated something that nobody said ${share}`
    case 'omission-rate':
      return `${rate} reviewed outputs left out something that matters ${share}`
    case 'harm-rate':
      return `${rate} reviewed outputs would have led to harm uncorrected ${share}`
    case 'refusal-rate':
      return `${rate} reviewed outputs refused to answer ${share}`
    case 'escalation-rate':
      return `${rate} reviewed outputs were handed on to people ${share}`
    case 'mean-rating':
      return `reviewers gave ${(value ?? 0).toFixed(2)} of 5 on average (n = ${n} outputs)`
    case 'mean-edit-distance':
      return `${Math.round((value ?? 0) * 100)} % of a draft was changed before it was signed, on average (n = ${n} outputs)`
    case 'reviewer-agreement':
      return `reviewers of the same output agreed with a kappa of ${(value ?? 0).toFixed(2)}, where 1 is full agreement and 0 is chance (n = ${n} outputs)`
    case 'auroc':
      return `a patient with the outcome scored higher than one without in ${Math.round((value ?? 0) * 100)} of 100 pairs (n = ${n})`
    case 'observed-expected-ratio':
      return `${(value ?? 0).toFixed(2)} outcomes happened for each one predicted (n = ${n})`
    case 'brier-score':
      return `the mean squared error of the stated risks was ${(value ?? 0).toFixed(3)} (n = ${n})`
    case 'score-drift':
      return `scores differ from validation with an index of ${(value ?? 0).toFixed(2)} (n = ${n})`
    case 'feature-drift':
      return `the inputs differ from validation with an index of up to ${(value ?? 0).toFixed(2)} (n = ${n})`
    case 'multivariate-drift':
      return `the inputs lay ${(value ?? 0).toFixed(2)} off the way they go together, on average (n = ${n})`
    case 'domain-classifier-auroc':
      return `inputs could be told from those of the first weeks in ${Math.round((value ?? 0) * 100)} of 100 pairs, where 50 is chance (n = ${n})`
    case 'missingness':
      return `${rate} values were missing in the worst input ${share}`
    case 'invalid-data':
      return `${rate} predictions arrived with an input or a score that cannot be right ${share}`
    case 'heartbeat':
      return `${value ?? 0} ${detail?.counted ?? 'predictions'} arrived`
  }
}

function compared(metric: MetricName, { value, baselineValue, interval }: MetricEstimate): string {
  const alone = [
    'score-drift',
    'feature-drift',
    'domain-classifier-auroc',
    'heartbeat',
    'volume',
  ].includes(metric)
  if (alone || value === null || baselineValue === null) return ''
  const inside =
    interval !== null &&
    (interval.lower ?? -Infinity) <= baselineValue &&
    (interval.upper ?? Infinity) >= baselineValue
  if (inside) return ', about as at validation'
  const side = value < baselineValue ? 'lower' : 'higher'
  return `, ${side} than the ${baselineValue.toFixed(2)} at validation`
}

function caveat({ state }: MetricEstimate): string {
  return state === 'insufficient' ? '; too few to judge by' : ''
}

/** `2026-11-22` as `22 Nov 2026`. */
function longDay(day: string): string {
  const months = [
    'Jan',
    'Feb',
    'Mar',
    'Apr',
    'May',
    'Jun',
    'Jul',
    'Aug',
    'Sep',
    'Oct',
    'Nov',
    'Dec',
  ]
  const [year, month, date] = day.split('-')
  return `${Number(date)} ${months[Number(month) - 1] ?? ''} ${year ?? ''}`
}
