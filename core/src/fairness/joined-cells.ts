import {
  type SmallCellPolicy,
  defaultSmallCellPolicy,
  isSmallCount,
} from './small-cell-suppression.ts'

/** Predictions with `from <= score < to`; `scoreSum` is the sum of their scores. */
export type ScoreCell = {
  from: number
  to: number
  positives: number
  negatives: number
  scoreSum: number
}

/**
 * Neighbouring cells joined until none holds a small count of either class, or null where all of
 * them together still do. Whatever is computed from the joined cells alone gives no small count
 * away, however many curves are drawn from them and laid over each other. No cell reaches over
 * `boundary`, the lower end of one of them, unless one of its sides is too small to stand alone.
 */
export function joinSmallCells(
  cells: readonly ScoreCell[],
  boundary: number | null = null,
  policy: SmallCellPolicy = defaultSmallCellPolicy,
): ScoreCell[] | null {
  if (boundary !== null) {
    const below = join(
      cells.filter(({ from }) => from < boundary),
      policy,
    )
    const above = join(
      cells.filter(({ from }) => from >= boundary),
      policy,
    )
    if (below !== null && above !== null) return [...below, ...above]
  }
  return join(cells, policy)
}

function join(cells: readonly ScoreCell[], policy: SmallCellPolicy): ScoreCell[] | null {
  const joined: ScoreCell[] = []
  let open: ScoreCell | null = null
  for (const cell of cells) {
    open = open === null ? cell : together(open, cell)
    if (open.positives + open.negatives === 0 || isSmall(open, policy)) continue
    joined.push(open)
    open = null
  }
  // What is left over goes to its neighbour; with zeros there, both may still be too small.
  while (open !== null && (isSmall(open, policy) || open.positives + open.negatives === 0)) {
    const last: ScoreCell | undefined = joined.pop()
    if (last === undefined) return open.positives + open.negatives === 0 ? [] : null
    open = together(last, open)
  }
  return open === null ? joined : [...joined, open]
}

function isSmall({ positives, negatives }: ScoreCell, policy: SmallCellPolicy): boolean {
  return isSmallCount(positives, policy) || isSmallCount(negatives, policy)
}

function together(low: ScoreCell, high: ScoreCell): ScoreCell {
  return {
    from: low.from,
    to: high.to,
    positives: low.positives + high.positives,
    negatives: low.negatives + high.negatives,
    scoreSum: low.scoreSum + high.scoreSum,
  }
}
