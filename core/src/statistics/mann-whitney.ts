/**
 * Probability that a random positive scores above a random negative, as plain numbers: the value
 * that auroc.ts reports and around which delong.ts measures the variance.
 * Convention: a tie counts one half.
 * Source: H. B. Mann and D. R. Whitney, Ann. Math. Statist. 18 (1947) 50–60.
 * Twin: R `wilcox.test(x, y)$statistic / (P * N)`; Python `scipy.stats.mannwhitneyu`.
 */
import { type ScoredCounts, totals } from './scored-counts.ts'

/** `area` and the share of positive–negative pairs that are `tied`; both null without a pair. */
export type MannWhitney = {
  area: number | null
  tied: number | null
  positives: number
  negatives: number
}

/** Throws RangeError for invalid counts. */
export function mannWhitney(counts: ScoredCounts): MannWhitney {
  const { positives, negatives } = totals(counts)
  const pairs = positives * negatives
  if (pairs === 0) return { area: null, tied: null, positives, negatives }
  let below = 0
  let wins = 0
  let ties = 0
  for (let i = 0; i < counts.positives.length; i++) {
    const p = counts.positives[i]!
    const n = counts.negatives[i]!
    wins += p * (below + n / 2)
    ties += p * n
    below += n
  }
  return { area: wins / pairs, tied: ties / pairs, positives, negatives }
}
