/**
 * AUROC with an interval that holds when patients repeat: the value is that of all rows, the
 * variance counts clusters, including clusters with rows of both classes.
 * Convention: structural components summed per cluster, with factors I/(I−1) over the clusters of
 * positives, of negatives and of all; logit scale as in delong.ts. One row per cluster gives
 * DeLong. Fewer than two clusters of a class leave the value without an interval.
 * Source: N. A. Obuchowski, Biometrics 53 (1997) 567–578.
 * Twin: R code of the author, `funcs_clusteredROC.R`; Python: the definition over all pairs in
 * NumPy.
 */
import { delongInterval } from './delong.ts'
import {
  type Estimate,
  type EstimateOptions,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { mannWhitney } from './mann-whitney.ts'
import { type ExactCounts, assertCount, exactCounts } from './scored-counts.ts'

/** Row i has scores[i], labels[i] (0 or 1) and belongs to cluster clusters[i], a whole number. */
export type ClusteredScores = {
  scores: ArrayLike<number>
  labels: ArrayLike<number>
  clusters: ArrayLike<number>
}

export type ClusteredAuroc = Estimate & { clusters: number; variance: number | null }

/** `minimum` applies to the clusters of the smaller class. Throws RangeError for invalid rows. */
export function clusteredAuroc(
  rows: ClusteredScores,
  options: EstimateOptions = {},
): ClusteredAuroc {
  if (rows.clusters.length !== rows.scores.length) {
    throw new RangeError(`${rows.scores.length} scores but ${rows.clusters.length} clusters`)
  }
  const counts = exactCounts(rows.scores, rows.labels)
  const { area, positives, negatives } = mannWhitney(counts)
  const method = 'AUROC (Obuchowski, clustered)'
  const evidence = { method, n: positives + negatives, positives, negatives }
  const sums = clusterSums(rows, counts, area ?? 0, positives, negatives)
  const clusters = sums.length
  if (area === null) {
    const reason = `${positives} positives and ${negatives} negatives: one of each is needed`
    return { ...undefinedEstimate(evidence, reason), clusters, variance: null }
  }
  const ofPositives = sums.filter((sum) => sum.positives > 0).length
  const ofNegatives = sums.filter((sum) => sum.negatives > 0).length
  const fewest = Math.min(ofPositives, ofNegatives)
  const variance = fewest < 2 ? null : obuchowski(sums, ofPositives, ofNegatives)
  const usable = variance !== null && variance > 0
  const interval = usable ? delongInterval(area, variance, options.level) : null
  const named = interval && { ...interval, method: 'Obuchowski, logit scale' }
  const note = interval === null ? withoutInterval(fewest) : null
  const unit = `clusters with ${ofPositives <= ofNegatives ? 'positives' : 'negatives'}`
  const sample = { count: fewest, unit, minimum: options.minimum }
  return { ...estimateWithMinimum(evidence, area, named, sample, note), clusters, variance }
}

/** Rows of one cluster, and the sums of their placement values less the area, over M and over N. */
type ClusterSum = { positives: number; negatives: number; ofPositives: number; ofNegatives: number }

function clusterSums(
  { scores, labels, clusters }: ClusteredScores,
  counts: ExactCounts,
  area: number,
  positives: number,
  negatives: number,
): ClusterSum[] {
  const { below, above } = placements(counts)
  const sums = new Map<number, ClusterSum>()
  for (let i = 0; i < scores.length; i++) {
    const cluster = assertCount(clusters[i]!, `cluster at index ${i}`)
    let sum = sums.get(cluster)
    if (!sum) {
      sum = { positives: 0, negatives: 0, ofPositives: 0, ofNegatives: 0 }
      sums.set(cluster, sum)
    }
    const group = indexOf(counts.scores, scores[i]!)
    if (labels[i] === 1) {
      sum.positives++
      sum.ofPositives += (below[group]! / negatives - area) / positives
    } else {
      sum.negatives++
      sum.ofNegatives += (above[group]! / positives - area) / negatives
    }
  }
  return [...sums.values()]
}

/** Per group of scores: negatives below and positives above, ties one half. */
function placements({ positives, negatives }: ExactCounts) {
  const below = new Float64Array(positives.length)
  const above = new Float64Array(positives.length)
  let sum = 0
  for (let i = 0; i < positives.length; i++) {
    below[i] = sum + negatives[i]! / 2
    sum += negatives[i]!
  }
  sum = 0
  for (let i = positives.length - 1; i >= 0; i--) {
    above[i] = sum + positives[i]! / 2
    sum += positives[i]!
  }
  return { below, above }
}

function obuchowski(sums: ClusterSum[], ofPositives: number, ofNegatives: number): number {
  let positive = 0
  let negative = 0
  let both = 0
  for (const sum of sums) {
    positive += sum.ofPositives ** 2
    negative += sum.ofNegatives ** 2
    both += sum.ofPositives * sum.ofNegatives
  }
  const factor = (clusters: number) => clusters / (clusters - 1)
  return (
    factor(ofPositives) * positive + factor(ofNegatives) * negative + 2 * factor(sums.length) * both
  )
}

function indexOf(sorted: Float64Array, score: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < score) low = middle + 1
    else high = middle
  }
  return low
}

function withoutInterval(fewest: number): string {
  if (fewest < 2) return 'one cluster of a class: two of each are needed for an interval'
  return 'degenerate: the classes are separated or the scores do not vary'
}
