import { type Segment, segmentKey, segmentWords } from '../monitoring/segment.ts'
import type { ConfusionMatrix } from '../statistics/confusion-matrix.ts'
import type { ObservedExpected } from '../statistics/observed-expected-ratio.ts'
import { type ScoredCounts, assertCount } from '../statistics/scored-counts.ts'

/**
 * People who share the value of one attribute, or of several for an intersection. Those whose value
 * is not known are a group as well: `groupValue` of monitoring/segment.ts names it.
 */
export type Group = readonly Segment[]

/**
 * What is counted of a group at one threshold. `scored` lies on bins shared by all groups; `sums`
 * are Σy, Σp and Σp(1−p) of the same predictions.
 */
export type GroupCounts = {
  group: Group
  matrix: ConfusionMatrix
  scored?: ScoredCounts
  sums?: ObservedExpected
}

/** One text per group, the same whatever the order of its attributes. */
export function groupKey(group: Group): string {
  // '&' is escaped on top of segmentKey, so that no value can imitate a second attribute
  const keys = group.map((segment) => segmentKey(segment).replaceAll('&', '%26'))
  return keys.sort().join('&')
}

/** The group in words: `sex: female, site: north`. */
export function groupWords(group: Group): string {
  return group.map(segmentWords).join(', ')
}

export function groupSize({ matrix }: Pick<GroupCounts, 'matrix'>): number {
  return matrix.tp + matrix.fp + matrix.tn + matrix.fn
}

/** Several groups as one. Optional counts are kept where every one of the groups has them. */
export function pooledCounts(group: Group, parts: readonly GroupCounts[]): GroupCounts {
  const matrix = { tp: 0, fp: 0, tn: 0, fn: 0 }
  for (const part of parts) {
    matrix.tp += part.matrix.tp
    matrix.fp += part.matrix.fp
    matrix.tn += part.matrix.tn
    matrix.fn += part.matrix.fn
  }
  const scored = pooledScores(parts)
  const sums = pooledSums(parts)
  return { group, matrix, ...(scored && { scored }), ...(sums && { sums }) }
}

/**
 * Throws RangeError unless the groups divide the same people: equal attributes, each group once,
 * whole counts.
 */
export function assertGroups(groups: readonly GroupCounts[]): void {
  const seen = new Set<string>()
  const attributes = attributesOf(groups[0]?.group ?? [])
  for (const { group, matrix } of groups) {
    const key = groupKey(group)
    if (group.length === 0) throw new RangeError('a group needs at least one attribute')
    if (seen.has(key)) throw new RangeError(`group ${groupWords(group)} is there twice`)
    if (attributesOf(group) !== attributes) {
      throw new RangeError(`group ${groupWords(group)} has other attributes than ${attributes}`)
    }
    for (const [name, count] of Object.entries(matrix)) {
      assertCount(count, `${name} of ${groupWords(group)}`)
    }
    seen.add(key)
  }
}

function attributesOf(group: Group): string {
  const names = group.map((segment) => segment.attribute).sort()
  return names.join(', ')
}

function pooledScores(parts: readonly GroupCounts[]): ScoredCounts | null {
  const bins = parts[0]?.scored?.positives.length ?? 0
  const positives = new Float64Array(bins)
  const negatives = new Float64Array(bins)
  for (const { scored } of parts) {
    if (!scored) return null
    if (scored.positives.length !== bins) throw new RangeError('the groups have different bins')
    for (let bin = 0; bin < bins; bin++) {
      positives[bin]! += scored.positives[bin]!
      negatives[bin]! += scored.negatives[bin]!
    }
  }
  return bins === 0 ? null : { positives, negatives }
}

function pooledSums(parts: readonly GroupCounts[]): ObservedExpected | null {
  const total = { observed: 0, expected: 0, varianceSum: 0, n: 0 }
  for (const { sums } of parts) {
    if (!sums) return null
    total.observed += sums.observed
    total.expected += sums.expected
    total.varianceSum += sums.varianceSum
    total.n += sums.n
  }
  return parts.length === 0 ? null : total
}
