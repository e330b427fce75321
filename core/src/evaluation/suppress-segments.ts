import { type SmallCellPolicy, isSmallCount } from '../fairness/small-cell-suppression.ts'
import { suppressParts } from '../fairness/suppressed-parts.ts'
import { type Segment, segmentKey } from '../monitoring/segment.ts'

type OfSegment = { segment: Segment }

/**
 * Keys of the groups to hide, attribute by attribute, where everybody is shown as well: those with
 * a small count, and others that they could be worked out from. Groups hidden for other counts may
 * be hidden besides: what is added to hidden groups holds no small count.
 */
export function hiddenGroups<Group extends OfSegment>(
  groups: readonly Group[],
  countsOf: (group: Group) => readonly number[],
  policy: SmallCellPolicy,
): Set<string> {
  const keys = new Set<string>()
  for (const own of Map.groupBy(groups, ({ segment }) => segment.attribute).values()) {
    const { hidden } = suppressParts(own.map(countsOf), policy)
    own.forEach(({ segment }, index) => hidden[index] && keys.add(segmentKey(segment)))
  }
  return keys
}

/** Attributes with a group of which something is to be hidden in all groups or in none. */
export function unsafeAttributes<Group extends OfSegment>(
  groups: readonly Group[],
  isUnsafe: (group: Group) => boolean,
): Set<string> {
  return new Set(groups.filter(isUnsafe).map(({ segment }) => segment.attribute))
}

export function anySmall(counts: readonly number[], policy: SmallCellPolicy): boolean {
  return counts.some((count) => isSmallCount(Math.round(Math.abs(count)), policy))
}

/** A rate with its n is a count, and so is what is left of n. */
export function sidesOf({ value, n }: { value: number | null; n: number }): [number, number] {
  const count = Math.round((value ?? 0) * n)
  return [count, n - count]
}

/** The sum of counts of which the small ones are in no total. */
export function shownSum(counts: readonly number[], policy: SmallCellPolicy): number {
  return counts.reduce((sum, count) => (isSmallCount(count, policy) ? sum : sum + count), 0)
}

type Labelled = OfSegment & { n: number; labelled: number }

/**
 * Segments without 1–10 rows that lack an outcome. Of an attribute all groups lose theirs, or the
 * last one would be everybody's less those shown.
 */
export function suppressUnlabelled<Kind extends Labelled>(
  { overall, groups }: { overall: Kind; groups: readonly Kind[] },
  policy: SmallCellPolicy,
): { overall: Kind; groups: Kind[] } {
  const few = ({ n, labelled }: Labelled) => isSmallCount(n - labelled, policy)
  const everywhere = few(overall)
  const attributes = unsafeAttributes(groups, few)
  const known = (each: Kind): Kind => ({ ...each, n: each.labelled })
  return {
    overall: everywhere ? known(overall) : overall,
    groups: groups.map((group) =>
      everywhere || attributes.has(group.segment.attribute) ? known(group) : group,
    ),
  }
}

const countOfNote = /(Only )?\b(\d+) (rows|items|scores|encounters)\b/g

/** The notes with "fewer than 11 rows" for "3 rows", and one more on what was done. */
export function suppressNotes(notes: readonly string[], policy: SmallCellPolicy): string[] {
  const fewer = (
    found: string,
    only: string | undefined,
    count: string,
    unit: string,
    at: number,
  ) => {
    if (!isSmallCount(Number(count), policy)) return found
    return `${only !== undefined || at === 0 ? 'Fewer' : 'fewer'} than ${policy.minimum} ${unit}`
  }
  return [
    ...notes.map((note) => note.replace(countOfNote, fewer)),
    `Counts below ${policy.minimum} people are hidden, and what would reveal them.`,
  ]
}
