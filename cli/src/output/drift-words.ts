import type { ColumnDrift } from '@primum/core/evaluation/column-drift'
import type { DriftReport } from '@primum/core/evaluation/evaluation-report'
import { decimals, estimates, percent } from './estimate-words.ts'
import { table } from './table.ts'
import { count } from './words.ts'

/** How far each column has moved, and (where it was measured) all of them together. */
export function driftWords(drift: DriftReport | null, output = 'score'): string | null {
  if (drift === null) return null
  const places = new Map(drift.ranking.map(({ feature }, place) => [feature, place]))
  const place = ({ feature }: ColumnDrift) => places.get(feature) ?? places.size
  const ranked = [drift.score, ...drift.features.toSorted((a, b) => place(a) - place(b))]
  const list = table(ranked, [
    {
      title: 'COLUMN',
      value: (it) => (it === drift.score ? `${it.feature} (${output})` : it.feature),
    },
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
  const head = `Against ${drift.baseline}, the most drifted first. PSI up to NOISE may be chance.`
  return [head, list, multivariateWords(drift)].filter((part) => part !== null).join('\n')
}

function multivariateWords({ multivariate }: DriftReport): string | null {
  if (multivariate === null) return null
  const { sample, columns, leftOut, metrics } = multivariate
  const { difference, baselineValue } = metrics['reconstruction-error']
  const moved =
    difference === null
      ? null
      : `Reconstruction error less that of the baseline (${decimals(baselineValue)}): ${decimals(difference.value)}, ${decimals(difference.lower)} to ${decimals(difference.upper)}.`
  return [
    `\nTogether: ${columns.length === 0 ? 'no columns' : columns.join(', ')}, on ${count(sample.rows)} rows and ${count(sample.baselineRows)} of the baseline (${sample.method}, seed ${sample.seed}).`,
    estimates(metrics),
    moved,
    ...leftOut.map(({ column, reason }) => `Without ${column}: ${reason}.`),
  ]
    .filter((line) => line !== null)
    .join('\n')
}
