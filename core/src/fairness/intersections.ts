/**
 * Groups by two attributes at once, so that a harm to older women is not averaged away in "women"
 * and in "older". Depth two and the largest `top` only: deeper cells hold too few people to judge.
 */
import type { Segment } from '../monitoring/segment.ts'
import {
  type Group,
  type GroupCounts,
  assertGroups,
  groupKey,
  groupSize,
  pooledCounts,
} from './group-counts.ts'

const defaultTopIntersections = 20

/** `leftOut` counts intersections with people in them that are not among the `top`. */
export type Intersections = {
  groups: GroupCounts[]
  leftOut: { groups: number; largest: number | null }
}

/**
 * `cells` are the groups by all attributes together, each combination once. Every pair of
 * attributes is counted; the largest come first, equal sizes by key. Pairs without people are none.
 * Throws RangeError for cells that do not match or a `top` below 1.
 */
export function intersections(
  cells: readonly GroupCounts[],
  top: number = defaultTopIntersections,
): Intersections {
  if (!Number.isSafeInteger(top) || top < 1) throw new RangeError(`top is ${top}, not 1 or more`)
  assertGroups(cells)
  const pairs = new Map<string, { group: Group; parts: GroupCounts[] }>()
  for (const cell of cells) {
    for (const group of attributePairs(cell.group)) {
      const key = groupKey(group)
      const pair = pairs.get(key)
      if (pair) pair.parts.push(cell)
      else pairs.set(key, { group, parts: [cell] })
    }
  }
  const ranked = [...pairs.entries()]
    .map(([key, { group, parts }]) => ({ key, counts: pooledCounts(group, parts) }))
    .map(({ key, counts }) => ({ key, counts, n: groupSize(counts) }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1))
  return {
    groups: ranked.slice(0, top).map(({ counts }) => counts),
    leftOut: { groups: Math.max(0, ranked.length - top), largest: ranked[top]?.n ?? null },
  }
}

function attributePairs(group: Group): [Segment, Segment][] {
  const sorted = [...group].sort((a, b) => (a.attribute < b.attribute ? -1 : 1))
  return sorted.flatMap((first, index) =>
    sorted.slice(index + 1).map((second): [Segment, Segment] => [first, second]),
  )
}
