import { badSide } from './bad-side.ts'
import type { MetricEstimate, MetricName } from './metric-kind.ts'
import { isEstimated, isReviewed } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import { isOverall, segmentWords } from './segment.ts'
import type { WatchPlan } from './watch-plan.ts'

/** The words of a verdict: plain, with the numbers, for a clinician who has one minute. */

const names: Record<MetricName, string> = {
  auroc: 'AUROC',
  'average-precision': 'Average precision',
  sensitivity: 'Sensitivity',
  specificity: 'Specificity',
  'positive-predictive-value': 'Positive predictive value',
  'negative-predictive-value': 'Negative predictive value',
  'observed-expected-ratio': 'Observed to expected outcomes',
  'calibration-in-the-large': 'Calibration in the large',
  'calibration-slope': 'Calibration slope',
  'expected-calibration-error': 'Expected calibration error',
  'brier-score': 'Brier score',
  'flag-rate': 'Flag rate',
  'estimated-auroc': 'Estimated AUROC',
  'estimated-sensitivity': 'Estimated sensitivity',
  'score-drift': 'Score drift',
  'feature-drift': 'Input drift',
  'multivariate-drift': 'Joint input drift',
  'domain-classifier-auroc': 'Domain classifier (AUROC)',
  missingness: 'Missing input',
  'invalid-data': 'Invalid data',
  heartbeat: 'Heartbeat',
  latency: 'Latency (95th percentile)',
  'error-rate': 'Error rate',
  volume: 'Volume',
  'late-data': 'Late data',
  'override-rate': 'Override rate',
  'hallucination-rate': 'Hallucination rate',
  'omission-rate': 'Omission rate',
  'harm-rate': 'Harm rate',
  'refusal-rate': 'Refusal rate',
  'escalation-rate': 'Escalation rate',
  'mean-rating': 'Mean rating',
  'mean-edit-distance': 'Mean edit distance',
  'reviewer-agreement': 'Reviewer agreement (kappa)',
}

/** What the n of a metric counts, where it is not predictions. */
const bases: Partial<Record<MetricName, string>> = {
  sensitivity: 'people with the outcome',
  specificity: 'people without the outcome',
  'positive-predictive-value': 'flagged predictions',
  'negative-predictive-value': 'unflagged predictions',
  'domain-classifier-auroc': 'predictions compared',
  'invalid-data': 'predictions received',
  latency: 'answers',
  'error-rate': 'calls',
  'late-data': 'predictions and outcomes',
  'override-rate': 'answered predictions',
  'reviewer-agreement': 'outputs with two reviews or more',
}

const threeDecimals: readonly MetricName[] = [
  'auroc',
  'domain-classifier-auroc',
  'estimated-auroc',
  'average-precision',
  'brier-score',
  'expected-calibration-error',
]

const twoDecimals: readonly MetricName[] = [
  'observed-expected-ratio',
  'calibration-in-the-large',
  'calibration-slope',
  'score-drift',
  'feature-drift',
  'multivariate-drift',
  'mean-rating',
  'reviewer-agreement',
]

/** "Sensitivity at 0.3 (sex: female)" */
export function metricWords(
  monitor: Pick<Monitor, 'metric' | 'threshold' | 'feature' | 'segment'>,
) {
  const threshold = monitor.threshold === undefined ? '' : ` at ${monitor.threshold}`
  const feature = monitor.feature === undefined ? '' : ` of ${monitor.feature}`
  const who = isOverall(monitor.segment) ? '' : ` (${segmentWords(monitor.segment)})`
  return `${names[monitor.metric]}${threshold}${feature}${who}`
}

/** "… was 71 % (95 % interval 66 % to 76 %, n = 320 people with the outcome) in the last 30 days" */
export function estimateWords(monitor: Monitor, estimate: MetricEstimate): string {
  const value = estimate.value === null ? 'unknown' : numberWords(monitor.metric, estimate.value)
  const counted = isReviewed(monitor.metric) ? 'outputs reviewed' : 'predictions'
  const basis = `n = ${estimate.n} ${bases[monitor.metric] ?? counted}`
  const interval = intervalWords(monitor.metric, estimate.interval)
  const hint = isEstimated(monitor.metric) ? ', estimated without outcomes' : ''
  const days = monitor.windowDays === 1 ? 'day' : `${monitor.windowDays} days`
  return `${metricWords(monitor)} was ${value} (${interval}${basis}${hint}) in the last ${days}`
}

export function againstWords(monitor: Monitor, reference: number): string {
  return `, against ${numberWords(monitor.metric, reference)} at validation`
}

/** What the detector looks for: "it lies below the accepted 80 %". */
export function limitWords(plan: WatchPlan, monitor: Monitor): string {
  if (plan.kind !== 'rate' && plan.kind !== 'calibration') {
    return `it lies ${badSide(monitor)} the accepted ${numberWords(monitor.metric, monitor.limit ?? 0)}`
  }
  if (plan.kind === 'rate') {
    return `it lies below the accepted ${numberWords('sensitivity', plan.alternative.p0)}`
  }
  const { tolerance } = plan.alternative
  return `the odds of the outcome lie more than ${tolerance.toFixed(2)} times off those at validation`
}

/** Rates in percent with one decimal, everything else with two to three decimals. */
export function numberWords(metric: MetricName, value: number): string {
  if (metric === 'heartbeat') return String(value)
  if (metric === 'volume') return String(Math.round(value))
  if (metric === 'latency') return `${Math.round(value)} ms`
  if (twoDecimals.includes(metric)) return value.toFixed(2)
  if (threeDecimals.includes(metric)) return value.toFixed(3)
  return `${(100 * value).toFixed(1)} %`
}

function intervalWords(metric: MetricName, interval: MetricEstimate['interval']): string {
  if (!interval) return ''
  const level = `${Number((100 * interval.level).toFixed(4))} % interval`
  const bound = (value: number | null) => (value === null ? null : numberWords(metric, value))
  const [lower, upper] = [bound(interval.lower), bound(interval.upper)]
  if (lower !== null && upper !== null) return `${level} ${lower} to ${upper}, `
  if (upper !== null) return `${level} up to ${upper}, `
  return lower === null ? '' : `${level} from ${lower}, `
}
