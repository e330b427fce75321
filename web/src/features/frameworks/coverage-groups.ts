import type { Coverage, Requirement } from './queries.ts'

export type CoverageItem = Coverage['items'][number]
type Entry = Pick<Requirement, 'id' | 'parent' | 'role' | 'title'>
export type CoverageGroup<Item> = { heading: Entry | null; items: Item[] }

/**
 * Requirements by the clause or theme that they stand in, in reading order. A part that holds headings
 * only, such as an annex of themes, gives way to those.
 */
export function groupCoverage<Item extends { requirement: { id: string } }>(
  items: readonly Item[],
  entries: readonly Entry[],
): CoverageGroup<Item>[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const wide = new Set(entries.map(({ id }) => id))
  for (const { parent, role } of entries) {
    if (role === 'requirement' && parent !== null) wide.delete(parent)
  }
  const groups = new Map<string, CoverageGroup<Item>>()
  for (const item of items) {
    const heading = headingOf(item.requirement.id, byId, wide)
    const key = heading?.id ?? ''
    const group = groups.get(key) ?? { heading, items: [] }
    groups.set(key, group)
    group.items.push(item)
  }
  return [...groups.values()]
}

/** The topmost heading above it that asks for something itself. */
function headingOf(
  id: string,
  byId: ReadonlyMap<string, Entry>,
  wide: ReadonlySet<string>,
): Entry | null {
  let found: Entry | null = null
  let above = byId.get(byId.get(id)?.parent ?? '')
  while (above !== undefined) {
    if (above.role === 'heading' && !wide.has(above.id)) found = above
    above = byId.get(above.parent ?? '')
  }
  return found
}
