/**
 * Which parts of a whole have to be hidden, when the others and the whole are shown. Counts of one
 * part belong together, so that one small count hides the part; one hidden part would be the whole
 * less the others, so that a second goes with it.
 */
import {
  type SmallCellPolicy,
  defaultSmallCellPolicy,
  isSmallCount,
} from './small-cell-suppression.ts'

/** `hidden[i]` for the part at i; `whole` when not even all parts together can be shown. */
type SuppressedParts = { hidden: boolean[]; whole: boolean }

/**
 * `parts[i]` holds the counts of a part, each of other people, in the same order for every part.
 * Hidden parts together hold no small count either. Throws RangeError for what is no count.
 */
export function suppressParts(
  parts: readonly (readonly number[])[],
  policy: SmallCellPolicy = defaultSmallCellPolicy,
): SuppressedParts {
  const isSmall = (counts: readonly number[]) => counts.some((count) => isSmallCount(count, policy))
  const hidden = parts.map(isSmall)
  const bySize = parts
    .map((counts, index) => ({ index, n: counts.reduce((sum, count) => sum + count, 0) }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => a.n - b.n || a.index - b.index)
  const isTooLittle = () => {
    const chosen = parts.filter((_, index) => hidden[index])
    const together = (parts[0] ?? []).map((_, at) => chosen.reduce((sum, of) => sum + of[at]!, 0))
    return chosen.length < 2 || isSmall(together)
  }
  while (hidden.includes(true) && isTooLittle()) {
    const next = bySize.find(({ index }) => !hidden[index])
    if (!next) return { hidden, whole: true }
    hidden[next.index] = true
  }
  return { hidden, whole: false }
}
