/**
 * Isotonic regression: the share of outcomes as a function of the score that never falls and fits
 * best by least squares; a map from scores to probabilities that assumes nothing but the order.
 * Convention: pool adjacent violators, groups weighted by their predictions; between two blocks the
 * value is interpolated on a line, outside the fitted scores it stays at the end value. Pooling
 * compares whole numbers, so the mean of the fit is the share of outcomes exactly.
 * Source: M. Ayer et al., Ann. Math. Statist. 26 (1955) 641–647; as calibration: B. Zadrozny and
 * C. Elkan, KDD 2002, 694–699.
 * Twin: R `isoreg` (step function); Python
 * `sklearn.isotonic.IsotonicRegression(out_of_bounds='clip')`.
 */
import { type LocatedCounts, locatedTotals } from './scored-counts.ts'

/** Scores from `lowest` to `highest` are mapped to `value` = positives/n. */
export type IsotonicBlock = {
  lowest: number
  highest: number
  positives: number
  n: number
  value: number
}

/**
 * Blocks ascending in score and strictly ascending in value; none without predictions.
 * Throws RangeError for invalid counts.
 */
export function isotonicRegression(counts: LocatedCounts): IsotonicBlock[] {
  locatedTotals(counts)
  const blocks: IsotonicBlock[] = []
  for (let i = 0; i < counts.scores.length; i++) {
    const positives = counts.positives[i]!
    const n = positives + counts.negatives[i]!
    if (n === 0) continue
    const score = counts.scores[i]!
    let block = { lowest: score, highest: score, positives, n, value: positives / n }
    for (;;) {
      const previous = blocks.at(-1)
      if (previous === undefined || previous.positives * block.n < block.positives * previous.n) {
        break
      }
      blocks.pop()
      block = pool(previous, block)
    }
    blocks.push(block)
  }
  return blocks
}

/**
 * The fitted value at a score, by binary search. Throws RangeError for NaN and without blocks.
 */
export function isotonicValue(blocks: readonly IsotonicBlock[], score: number): number {
  if (Number.isNaN(score)) throw new RangeError('score is NaN')
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (blocks[middle]!.highest < score) low = middle + 1
    else high = middle
  }
  const before = blocks[low - 1]
  const after = blocks[low]
  if (after === undefined) {
    if (before === undefined) throw new RangeError('an isotonic map needs at least one block')
    return before.value
  }
  if (before === undefined || score >= after.lowest) return after.value
  const share = (score - before.highest) / (after.lowest - before.highest)
  return before.value + share * (after.value - before.value)
}

function pool(left: IsotonicBlock, right: IsotonicBlock): IsotonicBlock {
  const positives = left.positives + right.positives
  const n = left.n + right.n
  return { lowest: left.lowest, highest: right.highest, positives, n, value: positives / n }
}
