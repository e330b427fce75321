import type { EvaluationReport, SegmentReport } from '../evaluation/evaluation-report.ts'
import { countWords } from '../shared/count-words.ts'
import type { Estimate } from '../statistics/estimate.ts'
import type { AcceptanceCriterion, ValidationProtocolContent } from './protocol.ts'
import { metricTitle, needsThreshold } from './validation-metric.ts'

export const criterionStates = ['met', 'not-met', 'not-estimable'] as const
export type CriterionState = (typeof criterionStates)[number]

export type JudgedCriterion = AcceptanceCriterion & {
  state: CriterionState
  /** what was held against the limit; null where there is none, or where it may not be shown */
  observed: number | null
  /** why it could not be estimated, or may not be shown */
  reason: string | null
  sentence: string
}

export type Judgement = { verdict: CriterionState; criteria: JudgedCriterion[] }

/**
 * Holds a report against what the protocol asked. The verdict is met only where every criterion is;
 * what cannot be estimated is never met.
 */
export function judgeCriteria(
  report: EvaluationReport,
  { acceptanceCriteria }: Pick<ValidationProtocolContent, 'acceptanceCriteria'>,
): Judgement {
  const criteria = acceptanceCriteria.map((criterion) => judge(report, criterion))
  const any = (state: CriterionState) => criteria.some((each) => each.state === state)
  const failed = any('not-met') ? 'not-met' : any('not-estimable') ? 'not-estimable' : null
  // Nothing asked is nothing shown.
  return { verdict: failed ?? (criteria.length === 0 ? 'not-estimable' : 'met'), criteria }
}

/** The judgement without the numbers that the suppressed report hides; its states stay. */
export function suppressJudgement(judgement: Judgement, suppressed: EvaluationReport): Judgement {
  return {
    verdict: judgement.verdict,
    criteria: judgement.criteria.map((each) => {
      const found = estimateOf(suppressed, each)
      if (each.observed === null) {
        // The reason of a small sample says how small it is.
        const reason = typeof found === 'string' ? found : (found.reason ?? each.reason)
        return reason === null ? each : notEstimable(each, reason)
      }
      if (typeof found !== 'string' && found.value !== null) return each
      const reason = typeof found === 'string' ? found : (found.reason ?? 'hidden')
      const outcome = each.state === 'met' ? 'met' : 'not met'
      const sentence = `${subjectOf(each)} ${askedOf(each)}: ${outcome}; the value is ${reason}.`
      return { ...each, observed: null, reason, sentence }
    }),
  }
}

function judge(report: EvaluationReport, criterion: AcceptanceCriterion): JudgedCriterion {
  const found = estimateOf(report, criterion)
  const open = (reason: string) => notEstimable(criterion, reason)
  if (typeof found === 'string') return open(found)
  if (found.state !== 'ok' || found.value === null) return open(found.reason ?? found.state)
  const { bound, operator, limit } = criterion
  const observed = bound === 'value' ? found.value : (found.interval?.[bound] ?? null)
  if (observed === null) return open(found.reason ?? `there is no ${bound} limit`)
  const met = operator === 'at-least' ? observed >= limit : observed <= limit
  return {
    ...criterion,
    state: met ? 'met' : 'not-met',
    observed,
    reason: null,
    sentence: `${subjectOf(criterion)} ${askedOf(criterion)}: ${met ? 'met' : 'not met'}, ${wordsOf(found)}.`,
  }
}

function notEstimable(criterion: AcceptanceCriterion, reason: string): JudgedCriterion {
  const sentence = `${subjectOf(criterion)} ${askedOf(criterion)}: not estimable, because ${reason}.`
  return { ...criterion, state: 'not-estimable', observed: null, reason, sentence }
}

/** The estimate that a criterion is about, or one phrase on why the report has none. */
function estimateOf(report: EvaluationReport, criterion: AcceptanceCriterion): Estimate | string {
  const { metric, threshold, segment } = criterion
  const where = segment === null ? report.overall : segmentOf(report, segment)
  if (where === null) return `nobody in the data has ${segment?.attribute} ${segment?.value}`
  if (!needsThreshold(metric)) return where.metrics[metric]
  const at = where.atThresholds.find((each) => each.threshold === threshold)
  return at === undefined ? `nothing was counted at the threshold ${threshold}` : at.metrics[metric]
}

function segmentOf(
  report: EvaluationReport,
  wanted: { attribute: string; value: string },
): SegmentReport | null {
  const fits = ({ segment }: SegmentReport) =>
    segment.attribute === wanted.attribute && segment.value === wanted.value
  return report.groups.find(fits) ?? null
}

function subjectOf({ metric, threshold, segment }: AcceptanceCriterion): string {
  const at = threshold === null ? '' : ` at ${threshold}`
  const who = segment === null ? '' : ` for ${segment.attribute} ${segment.value}`
  return `${metricTitle(metric)}${at}${who}`
}

function askedOf({ bound, operator, limit }: AcceptanceCriterion): string {
  const what = bound === 'value' ? '' : `with its ${bound} limit `
  return `${what}${operator === 'at-least' ? 'at least' : 'at most'} ${limit}`
}

function wordsOf({ value, interval, n }: Estimate): string {
  const limits =
    interval === null
      ? ''
      : ` (${shown(interval.lower)} to ${shown(interval.upper)}, ${Math.round(interval.level * 100)} %)`
  return `${shown(value)}${limits} in ${countWords(n)}`
}

function shown(value: number | null): string {
  return value === null ? 'none' : String(Number(value.toPrecision(3)))
}
