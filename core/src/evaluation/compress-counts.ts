import type { LocatedCounts } from '../statistics/scored-counts.ts'
import { totals } from '../statistics/scored-counts.ts'

/** Groups up to which nothing is joined. */
const defaultGroups = 16_384

/**
 * The same counts in about `groups` groups of equal mass, each at its mean score, for what is
 * fitted in many rounds or only drawn. No group reaches over a threshold, so counts at thresholds
 * stay as they are; a calibration slope moves by less than 1e-6. Given back untouched where there
 * are few enough groups.
 */
export function compressCounts(
  counts: LocatedCounts,
  thresholds: readonly number[],
  groups: number = defaultGroups,
): LocatedCounts {
  const { length } = counts.scores
  if (length <= groups) return counts
  const { positives: allPositives, negatives: allNegatives } = totals(counts)
  const perRow = groups / (allPositives + allNegatives)
  const edges = thresholds.toSorted((a, b) => a - b)
  const most = groups + edges.length + 1
  const scores = new Float64Array(most)
  const positives = new Float64Array(most)
  const negatives = new Float64Array(most)
  let place = -1
  let cell = -1
  let edge = 0
  let seen = 0
  let sum = 0
  let first = 0
  for (let i = 0; i < length; i++) {
    const score = counts.scores[i]!
    const n = counts.positives[i]! + counts.negatives[i]!
    if (n === 0) continue
    const crossed = edge
    while (edge < edges.length && edges[edge]! <= score) edge++
    // The middle rank decides, so that a large group goes as a whole to where most of it belongs.
    const own = Math.floor((seen + n / 2) * perRow)
    if (own !== cell || edge !== crossed) {
      place++
      cell = own
      sum = 0
      first = score
    }
    seen += n
    sum += n * score
    positives[place]! += counts.positives[i]!
    negatives[place]! += counts.negatives[i]!
    // Rounding must not carry the mean out of its group, which begins at a threshold perhaps.
    const mean = sum / (positives[place]! + negatives[place]!)
    scores[place] = Math.min(score, Math.max(first, mean))
  }
  const used = place + 1
  return {
    scores: scores.subarray(0, used),
    positives: positives.subarray(0, used),
    negatives: negatives.subarray(0, used),
  }
}
