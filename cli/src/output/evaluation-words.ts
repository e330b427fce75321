import type { EstimatedResult } from '@primum/core/evaluation/estimated-report'
import type { EvaluationReport, SegmentReport } from '@primum/core/evaluation/evaluation-report'
import type { Estimate } from '@primum/core/statistics/estimate'
import type { DatasetDescription } from '@primum/engine/describe-dataset'
import type { RoleSuggestion } from '@primum/engine/suggest-roles'
import { driftWords } from './drift-words.ts'
import {
  decimals,
  estimates,
  interval,
  named,
  noteWords,
  percent,
  range,
  sectionWords,
  signed,
  stateWords,
  valueAndInterval,
} from './estimate-words.ts'
import { table } from './table.ts'
import { count, dateWords, plural } from './words.ts'

/** A report for people: each number with its interval, and each missing one with its reason. */
export function evaluationWords(report: EvaluationReport): string {
  const sections: [string, string | null][] = [
    ['Dataset', datasetWords(report)],
    ['Overall', estimates(report.overall.metrics)],
    ...report.overall.atThresholds.map(({ threshold, counts, metrics }): [string, string] => [
      `Flagged from ${threshold}`,
      `${matrixWords(counts)}\n${estimates(metrics)}`,
    ]),
    ['Estimated without outcomes', estimatedWords(report)],
    ['Lead time', leadTimeWords(report)],
    ['Groups', groupWords(report)],
    ['Fairness', fairnessWords(report)],
    ['Drift', driftWords(report.drift)],
    ['Notes', noteWords(report.notes)],
  ]
  return sectionWords(sections)
}

/** Beside each guess what was measured on the baseline. */
function estimatedWords({ estimated }: EvaluationReport): string | null {
  if (estimated === null) return null
  const { n, unlabelled, calibratedOn, metrics, atThresholds } = estimated
  const { positives, negatives } = calibratedOn
  const rows: [string, EstimatedResult][] = [
    ['AUROC', metrics.auroc],
    ...atThresholds.flatMap(({ threshold, metrics: own }) =>
      Object.entries(own).map(([name, result]): [string, EstimatedResult] => [
        `${named(name)} from ${threshold}`,
        result,
      ]),
    ),
  ]
  const list = table(rows, [
    { title: 'ESTIMATE', value: ([name]) => name },
    { title: 'VALUE', value: ([, it]) => decimals(it.value), align: 'right' },
    { title: '95 % INTERVAL', value: ([, it]) => interval(it) },
    { title: 'BASELINE', value: ([, it]) => decimals(it.baselineValue), align: 'right' },
    { title: 'N', value: ([, it]) => count(it.n), align: 'right' },
    { title: '', value: ([, it]) => (it.state === 'ok' ? ' ' : stateWords(it)) },
  ])
  return `Not measured: from the scores of ${plural(n, 'prediction')}, ${count(unlabelled)} of them without an outcome, and the baseline's ${count(positives)} with and ${count(negatives)} without it. Wrong where their relation has changed.\n${list}`
}

/** The columns of a file with what each could be. */
export function columnWords(
  file: string,
  { describedRows, columns }: DatasetDescription,
  suggestions: readonly RoleSuggestion[],
): string {
  const found = new Map(suggestions.map((suggestion) => [suggestion.column, suggestion]))
  const list = table(columns, [
    { title: 'COLUMN', value: ({ name }) => name },
    { title: 'KIND', value: ({ kind }) => kind },
    { title: 'VALUES', value: ({ distinct }) => count(distinct), align: 'right' },
    { title: 'MISSING', value: ({ missingShare }) => percent(missingShare), align: 'right' },
    { title: 'RANGE', value: ({ minimum, maximum }) => range(minimum, maximum) },
    { title: 'COULD BE', value: ({ name }) => found.get(name)?.role ?? null },
    { title: 'BECAUSE', value: ({ name }) => found.get(name)?.reason ?? null },
  ])
  return `${list}\nFrom the first ${plural(describedRows, 'row')} of ${file}.`
}

function datasetWords({ dataset, unit, clusters }: EvaluationReport): string {
  const { name, rows, positives, negatives, unlabelled, unscored, from, to } = dataset
  const outcomes = `${count(positives)} with the outcome, ${count(negatives)} without, ${count(unlabelled)} not known`
  const ways: [boolean, string][] = [
    [from !== null && to !== null, `from ${dateWords(from ?? '')} to ${dateWords(to ?? '')}`],
    [unscored > 0, `${plural(unscored, 'row')} without a score`],
    [unit.of === 'encounter', `one row per encounter: ${unit.aggregation}`],
    [clusters !== null, plural(clusters ?? 0, 'patient')],
  ]
  const more = ways.filter(([applies]) => applies).map(([, words]) => words)
  return [`${name}: ${plural(rows, 'row')}; ${outcomes}`, ...more].join('; ')
}

function matrixWords({ tp, fp, tn, fn }: { tp: number; fp: number; tn: number; fn: number }) {
  const flagged = `${count(tp + fp)} flagged: ${count(tp)} with the outcome, ${count(fp)} without`
  return `${flagged}. ${count(fn + tn)} not: ${count(fn)} with, ${count(tn)} without.`
}

function leadTimeWords({ leadTime }: EvaluationReport): string | null {
  if (leadTime === null) return null
  if (leadTime.value === null) return stateWords(leadTime)
  const quarters = `quartiles ${decimals(leadTime.lowerQuartile)} and ${decimals(leadTime.upperQuartile)}`
  const value = `Median ${decimals(leadTime.value)} hours (${interval(leadTime) ?? 'no interval'})`
  return `${value}, ${quarters}, over ${plural(leadTime.n, 'encounter')} warned in time.`
}

function groupWords({ groups, thresholds }: EvaluationReport): string | null {
  if (groups.length === 0) return null
  const [threshold] = thresholds
  const rate = (group: SegmentReport) => group.atThresholds[0]?.metrics.sensitivity
  const burden = (group: SegmentReport) => group.atThresholds[0]?.metrics['alert-burden']
  const hasBurden = groups.some((group) => burden(group) !== undefined)
  return table(groups, [
    { title: 'ATTRIBUTE', value: ({ segment }) => segment.attribute },
    { title: 'GROUP', value: ({ segment }) => segment.value },
    { title: 'N', value: ({ n }) => (n === 0 ? null : count(n)), align: 'right' },
    { title: 'OUTCOME', value: (it) => (it.n === 0 ? null : count(it.positives)), align: 'right' },
    { title: 'AUROC', value: ({ metrics }) => valueAndInterval(metrics.auroc) },
    { title: `SENSITIVITY FROM ${threshold ?? ''}`, value: (it) => valueAndInterval(rate(it)) },
    ...(hasBurden
      ? [{ title: 'ALERTS PER 100', value: (it: SegmentReport) => valueAndInterval(burden(it)) }]
      : []),
    { title: 'O : E', value: ({ metrics }) => decimals(metrics['observed-expected-ratio'].value) },
    { title: '', value: (group) => notEstimable(group) },
  ])
}

function notEstimable({ metrics }: SegmentReport): string {
  return metrics.auroc.state === 'ok' ? ' ' : `not estimable: ${metrics.auroc.reason}`
}

function fairnessWords({ fairness }: EvaluationReport): string | null {
  const lines = fairness.attributes.flatMap((each) => {
    const { attribute, threshold, equalizedOdds, demographicParity, differences } = each
    const beyond = differences.filter((it) => it.beyond === 'warning' || it.beyond === 'critical')
    const head = `${attribute}, flagged from ${threshold}: equalized odds difference ${spread(equalizedOdds.difference)}, demographic parity difference ${spread(demographicParity.difference)}`
    const found = beyond.map(({ group, rate, estimate, beyond: level }) => {
      const who = group.map(({ value }) => value).join(', ')
      return `  ${who}: ${named(rate).toLowerCase()} ${signed(estimate.value)} against the others (${interval(estimate)}), beyond the ${level} margin`
    })
    return [head, ...found]
  })
  return lines.length === 0 ? null : lines.join('\n')
}

function spread(estimate: Estimate): string {
  return estimate.value === null ? `not estimable (${estimate.reason})` : decimals(estimate.value)!
}
