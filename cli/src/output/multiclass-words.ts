import type { MulticlassReport, MulticlassSegment } from '@primum/core/evaluation/multiclass-report'
import { driftWords } from './drift-words.ts'
import {
  estimates,
  noteWords,
  sectionWords,
  stateWords,
  valueAndInterval,
} from './estimate-words.ts'
import { table } from './table.ts'
import { count, dateWords, plural } from './words.ts'

/** The report of several classes for people. */
export function multiclassWords(report: MulticlassReport): string {
  return sectionWords([
    ['Dataset', datasetWords(report)],
    ['Overall', estimates(report.overall.metrics)],
    ['Classes', classWords(report.overall)],
    ['Actual class by predicted class', matrixWords(report.overall)],
    ['Groups', groupWords(report)],
    ['Drift', driftWords(report.drift, 'score')],
    ['Notes', noteWords(report.notes)],
  ])
}

function datasetWords({ dataset, overall }: MulticlassReport): string {
  const { name, rows, unscored, unlabelled, from, to } = dataset
  const ways: [boolean, string][] = [
    [true, `${name}: ${plural(rows, 'row')}`],
    [overall.n > 0, `${count(overall.labelled)} with an outcome`],
    [unlabelled > 0, `${count(unlabelled)} without`],
    [unscored > 0, `${count(unscored)} that lack a score`],
    [from !== null && to !== null, `from ${dateWords(from ?? '')} to ${dateWords(to ?? '')}`],
  ]
  return ways
    .filter(([applies]) => applies)
    .map(([, words]) => words)
    .join('; ')
}

function classWords({ classes, n }: MulticlassSegment): string {
  return table(classes, [
    { title: 'CLASS', value: ({ category }) => category },
    {
      title: 'CASES',
      value: ({ cases }) => (n === 0 ? null : count(cases)),
      align: 'right',
    },
    { title: 'AUROC AGAINST THE REST', value: ({ metrics }) => valueAndInterval(metrics.auroc) },
    { title: 'SENSITIVITY', value: ({ metrics }) => valueAndInterval(metrics.sensitivity) },
    {
      title: 'POSITIVE PREDICTIVE VALUE',
      value: ({ metrics }) => valueAndInterval(metrics['positive-predictive-value']),
    },
    {
      title: '',
      value: ({ metrics }) => {
        const weak = Object.values(metrics).find(({ state }) => state !== 'ok')
        return weak === undefined ? ' ' : stateWords(weak)
      },
    },
  ])
}

function matrixWords({ confusionMatrix }: MulticlassSegment): string {
  const { categories, counts } = confusionMatrix
  if (counts === null) return 'Hidden: few people were taken for one class or another.'
  return table(counts, [
    { title: '', value: (row) => categories[counts.indexOf(row)] ?? '' },
    ...categories.map((category, index) => ({
      title: category,
      value: (row: number[]) => count(row[index] ?? 0),
      align: 'right' as const,
    })),
  ])
}

function groupWords({ groups }: MulticlassReport): string | null {
  if (groups.length === 0) return null
  return table(groups, [
    { title: 'ATTRIBUTE', value: ({ segment }) => segment.attribute },
    { title: 'GROUP', value: ({ segment }) => segment.value },
    { title: 'N', value: ({ n, labelled }) => (n === 0 ? null : count(labelled)), align: 'right' },
    { title: 'AUROC, MACRO', value: ({ metrics }) => valueAndInterval(metrics['auroc-macro']) },
    { title: 'ACCURACY', value: ({ metrics }) => valueAndInterval(metrics.accuracy) },
    {
      title: 'SENSITIVITY, MACRO',
      value: ({ metrics }) => valueAndInterval(metrics['sensitivity-macro']),
    },
    {
      title: '',
      value: ({ metrics }) =>
        metrics['auroc-macro'].state === 'ok' ? ' ' : stateWords(metrics['auroc-macro']),
    },
  ])
}
