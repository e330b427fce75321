import { clusteredAuroc } from '../statistics/clustered-auroc.ts'
import { clusteredProportion } from '../statistics/clustered-proportion.ts'
import type { Estimate } from '../statistics/estimate.ts'
import type { ScoredPiece } from './scored-piece.ts'
import { labelCodes } from './scored-piece.ts'

/** Labelled rows with whole-number clusters, as cluster-aware statistics take them. */
export type ClusteredRows = {
  scores: Float64Array
  labels: Uint8Array
  clusters: Float64Array
  count: number
}

/** The labelled rows of a piece, clusters numbered from 0. Throws RangeError without clusters. */
export function clusteredRows(piece: ScoredPiece): ClusteredRows {
  const { clusters: given } = piece
  if (given === null) throw new RangeError('the rows have no clusters')
  const numbers = new Map<number, number>()
  const scores: number[] = []
  const labels: number[] = []
  const clusters: number[] = []
  for (let i = 0; i < piece.length; i++) {
    if (piece.labels[i] === labelCodes.unlabelled) continue
    const known = numbers.get(given[i]!) ?? numbers.size
    numbers.set(given[i]!, known)
    scores.push(piece.scores[i]!)
    labels.push(piece.labels[i]!)
    clusters.push(known)
  }
  return {
    scores: Float64Array.from(scores),
    labels: Uint8Array.from(labels),
    clusters: Float64Array.from(clusters),
    count: numbers.size,
  }
}

/** AUROC with an interval that counts patients, not rows. */
export function aurocByCluster(rows: ClusteredRows, options: { minimum: number }): Estimate {
  return clusteredAuroc(rows, options)
}

export type ClusteredRates = Record<
  | 'sensitivity'
  | 'specificity'
  | 'positive-predictive-value'
  | 'negative-predictive-value'
  | 'flag-rate',
  Estimate
>

/** The rates at a threshold, with intervals that count patients, not rows. */
export function ratesByCluster(
  rows: ClusteredRows,
  threshold: number,
  options: { minimum: number },
): ClusteredRates {
  const { scores, labels, clusters, count } = rows
  const cell = () => new Float64Array(count)
  const tp = cell()
  const fp = cell()
  const tn = cell()
  const fn = cell()
  for (let i = 0; i < scores.length; i++) {
    const flagged = scores[i]! >= threshold
    const counts = labels[i] === 1 ? (flagged ? tp : fn) : flagged ? fp : tn
    counts[clusters[i]!]!++
  }
  const sum = (...parts: Float64Array[]) =>
    Float64Array.from({ length: count }, (_, i) => parts.reduce((all, part) => all + part[i]!, 0))
  const rate = (method: string, unit: string, counts: Float64Array, totals: Float64Array) =>
    clusteredProportion({ method: `${method} (clustered)`, unit, counts, totals }, options)
  return {
    sensitivity: rate('sensitivity', 'people with the outcome', tp, sum(tp, fn)),
    specificity: rate('specificity', 'people without the outcome', tn, sum(tn, fp)),
    'positive-predictive-value': rate('positive predictive value', 'flagged', tp, sum(tp, fp)),
    'negative-predictive-value': rate('negative predictive value', 'unflagged', tn, sum(tn, fn)),
    'flag-rate': rate('flag rate', 'predictions', sum(tp, fp), sum(tp, fp, tn, fn)),
  }
}
