import type { RegressionReport, RegressionSegment } from '@primum/core/evaluation/regression-report'
import type { Estimate } from '@primum/core/statistics/estimate'
import { driftWords } from './drift-words.ts'
import { estimates, noteWords, percent, sectionWords, valueAndInterval } from './estimate-words.ts'
import { table } from './table.ts'
import { count, dateWords, plural } from './words.ts'

/** The report of predicted numbers for people. */
export function regressionWords(report: RegressionReport): string {
  return sectionWords([
    ['Dataset', datasetWords(report)],
    ['Overall', estimates(report.overall.metrics)],
    ['Quantiles', quantileWords(report.overall)],
    ['Groups', groupWords(report)],
    ['Drift', driftWords(report.drift, 'prediction')],
    ['Notes', noteWords(report.notes)],
  ])
}

function datasetWords({ dataset, overall }: RegressionReport): string {
  const { name, rows, unpredicted, unlabelled, from, to } = dataset
  const ways: [boolean, string][] = [
    [true, `${name}: ${plural(rows, 'row')}`],
    [overall.n > 0, `${count(overall.labelled)} with an outcome`],
    [(overall.patients ?? 0) > 0, plural(overall.patients ?? 0, 'patient')],
    [unlabelled > 0, `${count(unlabelled)} without`],
    [unpredicted > 0, `${count(unpredicted)} without a prediction`],
    [from !== null && to !== null, `from ${dateWords(from ?? '')} to ${dateWords(to ?? '')}`],
  ]
  return ways
    .filter(([applies]) => applies)
    .map(([, words]) => words)
    .join('; ')
}

function quantileWords({ quantiles, intervals }: RegressionSegment): string | null {
  if (quantiles.length === 0) return null
  const rows: [string, number, Estimate][] = [
    ...quantiles.map((each): [string, number, Estimate] => [
      `At or below the ${Math.round(1000 * each.level) / 10} % quantile`,
      each.level,
      each,
    ]),
    ...intervals.map((each): [string, number, Estimate] => [
      `Between the ${Math.round(1000 * each.lowerLevel) / 10} % and ${Math.round(1000 * each.upperLevel) / 10} % quantile`,
      each.nominal,
      each,
    ]),
  ]
  return table(rows, [
    { title: 'OUTCOMES', value: ([name]) => name },
    { title: 'PROMISED', value: ([, promised]) => percent(promised), align: 'right' },
    { title: 'FOUND (95 % INTERVAL)', value: ([, , it]) => valueAndInterval(it) },
    { title: 'N', value: ([, , it]) => count(it.n), align: 'right' },
    { title: '', value: ([, , it]) => (it.state === 'ok' ? ' ' : `${it.state}: ${it.reason}`) },
  ])
}

function groupWords({ groups }: RegressionReport): string | null {
  if (groups.length === 0) return null
  const metric = (name: keyof RegressionSegment['metrics']) => (group: RegressionSegment) =>
    valueAndInterval(group.metrics[name])
  const coverage = ({ intervals: [widest] }: RegressionSegment) => valueAndInterval(widest)
  const covers = groups.some(({ intervals }) => intervals.length > 0)
  return table(groups, [
    { title: 'ATTRIBUTE', value: ({ segment }) => segment.attribute },
    { title: 'GROUP', value: ({ segment }) => segment.value },
    { title: 'N', value: ({ n, labelled }) => (n === 0 ? null : count(labelled)), align: 'right' },
    { title: 'MEAN ABSOLUTE ERROR', value: metric('mean-absolute-error') },
    { title: 'ROOT MEAN SQUARED', value: metric('root-mean-squared-error') },
    { title: 'R²', value: metric('r-squared') },
    { title: 'MEAN ERROR', value: metric('mean-error') },
    ...(covers ? [{ title: 'COVERAGE', value: coverage }] : []),
    {
      title: '',
      value: ({ metrics }) => {
        const { state, reason } = metrics['mean-absolute-error']
        return state === 'ok' ? ' ' : `not estimable: ${reason}`
      },
    },
  ])
}
