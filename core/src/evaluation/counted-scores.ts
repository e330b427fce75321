import type { CountedScores } from '../statistics/estimated-performance.ts'
import { exactCounts } from '../statistics/scored-counts.ts'

/** How often each distinct score occurs, ascending, whatever its outcome. */
export function countedScores(scores: Float64Array): CountedScores {
  const found = exactCounts(scores, new Uint8Array(scores.length))
  return { scores: found.scores, counts: found.negatives }
}
