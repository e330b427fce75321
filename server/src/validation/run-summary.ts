import type { EvaluationReport, Result } from '@primum/core/evaluation/evaluation-report'
import { suppressReport } from '@primum/core/evaluation/suppress-report'
import { judgeCriteria, suppressJudgement } from '@primum/core/validation/judge-criteria'
import type { CriterionState, JudgedCriterion } from '@primum/core/validation/judge-criteria'
import type { ValidationProtocolContent } from '@primum/core/validation/protocol'
import { needsThreshold } from '@primum/core/validation/validation-metric'
import type { ValidationMetricName } from '@primum/core/validation/validation-metric'

export type Headline = {
  metric: string
  threshold: number | null
  value: number | null
  lower: number | null
  upper: number | null
  n: number
  state: string
  reason: string | null
}

/** What lists show of a done run; nothing in it stands for few people. */
export type RunSummary = {
  criteria: JudgedCriterion[]
  headline: Headline[]
  sampleSize: {
    required: number | null
    requiredEvents: number | null
    n: number | null
    events: number | null
    reached: boolean | null
  }
}

export type JudgedRun = {
  verdict: CriterionState
  shown: EvaluationReport
  summary: RunSummary
}

/** Judges the whole report, and answers what may be seen of it. */
export function judgeRun(
  report: EvaluationReport,
  protocol: Pick<ValidationProtocolContent, 'acceptanceCriteria' | 'primaryMetric'>,
  input: { versionThreshold: number; required: { n: number; events: number } | null },
): JudgedRun {
  const shown = suppressReport(report)
  const judgement = judgeCriteria(report, protocol)
  const { verdict, criteria } = suppressJudgement(judgement, shown)
  const { positives, negatives } = report.overall
  const hidden = shown.overall.n === 0 && report.overall.n > 0
  const { required } = input
  const reached =
    required === null ? null : positives + negatives >= required.n && positives >= required.events
  return {
    verdict,
    shown,
    summary: {
      criteria,
      headline: headlineOf(shown, protocol.primaryMetric, input.versionThreshold),
      sampleSize: {
        required: required?.n ?? null,
        requiredEvents: required?.events ?? null,
        n: hidden ? null : positives + negatives,
        events: hidden ? null : positives,
        reached,
      },
    },
  }
}

const always: ValidationMetricName[] = [
  'auroc',
  'average-precision',
  'brier-score',
  'observed-expected-ratio',
  'calibration-slope',
]
const flagged: ValidationMetricName[] = ['sensitivity', 'specificity', 'positive-predictive-value']

/** The primary metric first, then what a reader of a model card expects. */
function headlineOf(
  report: EvaluationReport,
  primary: { metric: ValidationMetricName; threshold: number | null },
  threshold: number,
): Headline[] {
  const asked = [
    primary,
    ...always.map((metric) => ({ metric, threshold: null })),
    ...flagged.map((metric) => ({ metric, threshold })),
  ]
  const seen = new Set<string>()
  return asked.flatMap(({ metric, threshold: at }) => {
    const key = `${metric}@${at}`
    const result = resultOf(report, metric, at)
    if (seen.has(key) || result === null) return []
    seen.add(key)
    const { value, interval, n, state, reason } = result
    const [lower, upper] = [interval?.lower ?? null, interval?.upper ?? null]
    return [{ metric, threshold: at, value, lower, upper, n, state, reason }]
  })
}

function resultOf(
  { overall }: EvaluationReport,
  metric: ValidationMetricName,
  threshold: number | null,
): Result | null {
  if (!needsThreshold(metric)) return overall.metrics[metric]
  const at = overall.atThresholds.find((each) => each.threshold === threshold)
  return at?.metrics[metric] ?? null
}
