import type { ColumnDrift } from '@primum/core/evaluation/column-drift'
import type { EvaluationReport, SegmentReport } from '@primum/core/evaluation/evaluation-report'
import type { Estimate } from '@primum/core/statistics/estimate'
import type { DatasetDescription } from '@primum/engine/describe-dataset'
import type { RoleSuggestion } from '@primum/engine/suggest-roles'
import { styles } from './style.ts'
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
    ['Lead time', leadTimeWords(report)],
    ['Groups', groupWords(report)],
    ['Fairness', fairnessWords(report)],
    ['Drift', driftWords(report)],
    ['Notes', report.notes.map((note) => `- ${note}`).join('\n')],
  ]
  const { strong } = styles(process.stdout)
  return sections
    .filter(([, body]) => body !== null && body !== '')
    .map(([title, body]) => `${strong(title)}\n${body}`)
    .join('\n\n')
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

const names: Record<string, string> = {
  auroc: 'AUROC',
  'brier-score': 'Brier score',
  'scaled-brier-score': 'Scaled Brier score',
  'observed-expected-ratio': 'Observed : expected',
}

/** average-precision becomes Average precision. */
function named(metric: string): string {
  const words = metric.replaceAll('-', ' ')
  return names[metric] ?? `${words[0]?.toUpperCase()}${words.slice(1)}`
}

function estimates(metrics: Record<string, Estimate>): string {
  return table(Object.entries(metrics), [
    { title: 'MEASURE', value: ([name]) => named(name) },
    { title: 'VALUE', value: ([, it]) => decimals(it.value), align: 'right' },
    { title: '95 % INTERVAL', value: ([, it]) => interval(it) },
    { title: 'N', value: ([, it]) => count(it.n), align: 'right' },
    { title: '', value: ([, it]) => (it.state === 'ok' ? ' ' : stateWords(it)) },
  ])
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
  return table(groups, [
    { title: 'ATTRIBUTE', value: ({ segment }) => segment.attribute },
    { title: 'GROUP', value: ({ segment }) => segment.value },
    { title: 'N', value: ({ n }) => (n === 0 ? null : count(n)), align: 'right' },
    { title: 'OUTCOME', value: (it) => (it.n === 0 ? null : count(it.positives)), align: 'right' },
    { title: 'AUROC', value: ({ metrics }) => valueAndInterval(metrics.auroc) },
    { title: `SENSITIVITY FROM ${threshold ?? ''}`, value: (it) => valueAndInterval(rate(it)) },
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

function driftWords({ drift }: EvaluationReport): string | null {
  if (drift === null) return null
  const places = new Map(drift.ranking.map(({ feature }, place) => [feature, place]))
  const place = ({ feature }: ColumnDrift) => places.get(feature) ?? places.size
  const ranked = [drift.score, ...drift.features.toSorted((a, b) => place(a) - place(b))]
  const list = table(ranked, [
    { title: 'COLUMN', value: (it) => (it === drift.score ? `${it.feature} (score)` : it.feature) },
    { title: 'LEVEL', value: ({ level }) => level ?? 'not known' },
    {
      title: 'PSI',
      value: (it) => decimals(it.metrics['population-stability-index'].value),
      align: 'right',
    },
    {
      title: 'NOISE',
      value: (it) => decimals(it.metrics['population-stability-index'].critical),
      align: 'right',
    },
    {
      title: 'KS',
      value: (it) => decimals(it.metrics['kolmogorov-smirnov']?.value ?? null),
      align: 'right',
    },
    { title: 'MISSING', value: (it) => percent(it.metrics.missingness.value), align: 'right' },
    { title: 'BEFORE', value: (it) => percent(it.baselineMissingness), align: 'right' },
  ])
  return `Against ${drift.baseline}, the most drifted first. PSI up to NOISE may be chance.\n${list}`
}

function stateWords({ state, reason }: Estimate): string {
  return reason === null ? state : `${state}: ${reason}`
}

function valueAndInterval(estimate: Estimate | undefined): string | null {
  if (estimate === undefined || estimate.value === null) return null
  const between = interval(estimate)
  return between === null ? decimals(estimate.value) : `${decimals(estimate.value)} (${between})`
}

function interval({ interval: found }: Estimate): string | null {
  if (found === null) return null
  return `${decimals(found.lower) ?? '…'} to ${decimals(found.upper) ?? '…'}`
}

function decimals(value: number | null): string | null {
  if (value === null) return null
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(3)
}

function signed(value: number | null): string {
  return value === null ? '' : `${value > 0 ? '+' : ''}${decimals(value)}`
}

function percent(share: number | null): string | null {
  return share === null ? null : `${(100 * share).toFixed(1)} %`
}

function range(minimum: number | null, maximum: number | null): string | null {
  const short = (value: number) => String(Number(value.toPrecision(4)))
  return minimum === null || maximum === null ? null : `${short(minimum)} to ${short(maximum)}`
}
