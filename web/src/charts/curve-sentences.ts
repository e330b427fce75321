import type { CalibrationBin } from '@primum/core/statistics/calibration-curve'
import type { DecisionCurve } from '@primum/core/statistics/decision-curve'
import type { Estimate } from '@primum/core/statistics/estimate'
import type { PrecisionRecallCurve } from '@primum/core/statistics/precision-recall-curve'
import type { RocCurve } from '@primum/core/statistics/roc-curve'
import type { ScoreHistogram } from '@primum/core/evaluation/evaluation-report'
import { formatCount, formatPercent } from '../lib/format.ts'
import { t } from '../lib/messages/messages.ts'

/** Where a system operates: what its threshold means on the data of the chart. */
export type OperatingPoint = {
  threshold: number
  sensitivity: number | null
  specificity: number | null
  positivePredictiveValue: number | null
}

/** "0.781 (95 % interval 0.760 to 0.802)": a value is never said without its interval. */
function withInterval({ value, interval }: Estimate, digits = 3): string {
  if (value === null) return '–'
  if (interval === null) return value.toFixed(digits)
  return t('chart.interval', {
    value: value.toFixed(digits),
    level: formatPercent(interval.level, 0),
    lower: interval.lower?.toFixed(digits) ?? '…',
    upper: interval.upper?.toFixed(digits) ?? '…',
  })
}

function ofHundred(share: number): number {
  return Math.round(100 * share)
}

function noCurve(reason: string | null): string {
  return t('chart.noSentence', { reason: reason ?? t('chart.hidden') })
}

export function rocSentence(curve: RocCurve, operating?: OperatingPoint): string {
  const { value, n } = curve.area
  if (value === null || curve.points.length === 0) return noCurve(curve.reason ?? curve.area.reason)
  const sentence = t('chart.roc.sentence', {
    hundred: ofHundred(value),
    auroc: withInterval(curve.area),
    n: formatCount(n),
  })
  if (operating?.sensitivity == null || operating.specificity === null) return sentence
  return `${sentence}${t('chart.roc.at', {
    threshold: operating.threshold,
    found: ofHundred(operating.sensitivity),
    wrong: ofHundred(1 - operating.specificity),
  })}`
}

export function precisionRecallSentence(curve: PrecisionRecallCurve): string {
  const { value, n, positives } = curve.area
  if (value === null || curve.points.length === 0) return noCurve(curve.reason ?? curve.area.reason)
  return t('chart.pr.sentence', {
    hundred: ofHundred(value),
    area: withInterval(curve.area),
    n: formatCount(n),
    prevalence: ofHundred((positives ?? 0) / n),
  })
}

/** Where the score does more good for sure: the lower limit of its gain lies above nothing. */
export function decisionSentence(curve: DecisionCurve, operating?: number): string {
  const { points, n, reason } = curve
  if (points.length === 0) return noCurve(reason)
  const sure = points.filter(({ gain }) => (gain?.lower ?? 0) > 0)
  const [first, last] = [sure[0], sure.at(-1)]
  const words = { n: formatCount(n), count: sure.length, total: points.length }
  const here = points.find(({ threshold }) => threshold === operating)
  const at = here?.gain == null ? '' : gainWords(here.threshold, here.gain)
  if (first === undefined || last === undefined) return t('chart.decision.sentenceNone', words) + at
  const gap = points.indexOf(last) - points.indexOf(first) + 1 > sure.length
  const range = { from: percent(first.threshold), to: percent(last.threshold) }
  const key = gap ? 'chart.decision.sentenceGap' : 'chart.decision.sentence'
  return t(key, { ...words, ...range }) + at
}

function gainWords(
  threshold: number,
  gain: { value: number; lower: number | null; upper: number | null },
): string {
  const words = (value: number | null) => (value === null ? '…' : (100 * value).toFixed(1))
  return t('chart.decision.at', {
    threshold: percent(threshold),
    gain: words(gain.value),
    lower: words(gain.lower),
    upper: words(gain.upper),
  })
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`
}

/** The largest gap whose interval does not reach zero, or that there is none. */
export function reliabilitySentence(bins: readonly CalibrationBin[]): string {
  if (bins.length === 0) return noCurve(null)
  const beyond = bins.filter(
    ({ gapInterval }) => (gapInterval?.lower ?? 0) > 0 || (gapInterval?.upper ?? 0) < 0,
  )
  const worst = beyond.toSorted((a, b) => Math.abs(b.gap) - Math.abs(a.gap))[0]
  const all = bins.reduce((sum, { observed }) => sum + observed.n, 0)
  if (worst === undefined || worst.observed.value === null) {
    return t('chart.reliability.sentenceGood', { bins: bins.length, n: formatCount(all) })
  }
  const { value, interval, n } = worst.observed
  return t('chart.reliability.sentence', {
    predicted: formatPercent(worst.predicted),
    observed: formatPercent(value),
    lower: formatPercent(interval?.lower ?? value),
    upper: formatPercent(interval?.upper ?? value),
    n: formatCount(n),
    count: beyond.length,
    bins: bins.length,
  })
}

export function scoresSentence(scores: ScoreHistogram): string {
  const [above, below] = [middle(scores, scores.positives), middle(scores, scores.negatives)]
  if (above.n + below.n === 0) return noCurve(null)
  return t('chart.scores.sentence', {
    with: above.score,
    without: below.score,
    nWith: formatCount(above.n),
    nWithout: formatCount(below.n),
  })
}

/** The middle of the cell in which the median lies: as fine as the histogram tells. */
function middle({ from, to }: ScoreHistogram, counts: readonly number[]) {
  const n = counts.reduce((sum, count) => sum + count, 0)
  const width = (to - from) / Math.max(1, counts.length)
  let seen = 0
  const cell = counts.findIndex((count) => (seen += count) >= n / 2)
  return { n, score: n === 0 ? '–' : (from + (cell + 0.5) * width).toPrecision(2) }
}
