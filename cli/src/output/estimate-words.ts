import type { Estimate } from '@primum/core/statistics/estimate'
import { styles } from './style.ts'
import { table } from './table.ts'
import { count } from './words.ts'

const names: Record<string, string> = {
  auroc: 'AUROC',
  'brier-score': 'Brier score',
  'scaled-brier-score': 'Scaled Brier score',
  'observed-expected-ratio': 'Observed : expected',
  'r-squared': 'R²',
  'alert-burden': 'Alerts per 100 encounters',
  'encounters-alerted': 'Encounters alerted of 100',
  'auroc-macro': 'AUROC, macro',
  'auroc-weighted': 'AUROC, weighted by prevalence',
  'auroc-micro': 'AUROC, micro',
  'sensitivity-macro': 'Sensitivity, macro',
  'positive-predictive-value-macro': 'Positive predictive value, macro',
  'reconstruction-error': 'Reconstruction error',
  'domain-classifier-auroc': 'Domain classifier AUROC',
}

/** average-precision becomes Average precision. */
export function named(metric: string): string {
  const words = metric.replaceAll('-', ' ')
  return names[metric] ?? `${words[0]?.toUpperCase()}${words.slice(1)}`
}

export function estimates(metrics: Record<string, Estimate>): string {
  return table(Object.entries(metrics), [
    { title: 'MEASURE', value: ([name]) => named(name) },
    { title: 'VALUE', value: ([, it]) => decimals(it.value), align: 'right' },
    { title: '95 % INTERVAL', value: ([, it]) => interval(it) },
    { title: 'N', value: ([, it]) => count(it.n), align: 'right' },
    { title: '', value: ([, it]) => (it.state === 'ok' ? ' ' : stateWords(it)) },
  ])
}

export function stateWords({ state, reason }: Estimate): string {
  return reason === null ? state : `${state}: ${reason}`
}

export function valueAndInterval(estimate: Estimate | undefined): string | null {
  if (estimate === undefined || estimate.value === null) return null
  const between = interval(estimate)
  return between === null ? decimals(estimate.value) : `${decimals(estimate.value)} (${between})`
}

export function interval({ interval: found }: Estimate): string | null {
  if (found === null) return null
  return `${decimals(found.lower) ?? '…'} to ${decimals(found.upper) ?? '…'}`
}

export function decimals(value: number | null): string | null {
  if (value === null) return null
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(3)
}

export function signed(value: number | null): string {
  return value === null ? '' : `${value > 0 ? '+' : ''}${decimals(value)}`
}

export function percent(share: number | null): string | null {
  return share === null ? null : `${(100 * share).toFixed(1)} %`
}

export function range(minimum: number | null, maximum: number | null): string | null {
  const short = (value: number) => String(Number(value.toPrecision(4)))
  return minimum === null || maximum === null ? null : `${short(minimum)} to ${short(maximum)}`
}

/** Titles with what is below them; what is empty is left out. */
export function sectionWords(sections: readonly [string, string | null][]): string {
  const { strong } = styles(process.stdout)
  return sections
    .filter(([, body]) => body !== null && body !== '')
    .map(([title, body]) => `${strong(title)}\n${body}`)
    .join('\n\n')
}

export function noteWords(notes: readonly string[]): string {
  return notes.map((note) => `- ${note}`).join('\n')
}
