import type { ReconstructionResult } from '@primum/core/evaluation/multivariate-drift'
import type { Estimate } from '@primum/core/statistics/estimate'
import { t } from '../../lib/messages/messages.ts'

/** Whether columns go together otherwise than in the baseline, with how much and how sure. */
export function reconstructionSentence(result: ReconstructionResult): string {
  const { value, baselineValue, difference, state, reason } = result
  if (value === null || baselineValue === null || state !== 'ok') {
    return t('together.unknown', { reason: reason ?? t('state.undefined') })
  }
  const words = { value: value.toFixed(3), before: baselineValue.toFixed(3) }
  if (difference === null) return t('together.errorBare', words)
  const more = {
    ...words,
    difference: signed(difference.value),
    interval: t('results.range', {
      lower: signed(difference.lower),
      upper: signed(difference.upper),
    }),
  }
  if (difference.lower > 0) return t('together.errorMore', more)
  return t(difference.upper < 0 ? 'together.errorLess' : 'together.errorChance', more)
}

/** Whether a program can tell the two files apart by their inputs; one half is guessing. */
export function tellingApartSentence({ value, interval, state, reason }: Estimate): string {
  if (value === null || state !== 'ok') {
    return t('together.apartUnknown', { reason: reason ?? t('state.undefined') })
  }
  const words = {
    value: value.toFixed(3),
    interval:
      interval === null
        ? '–'
        : t('results.range', { lower: bound(interval.lower), upper: bound(interval.upper) }),
  }
  const sure = interval !== null && (interval.lower ?? 0) > 0.5
  return t(sure ? 'together.apart' : 'together.notApart', words)
}

function bound(value: number | null): string {
  return value === null ? '…' : value.toFixed(3)
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
}
