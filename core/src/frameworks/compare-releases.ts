import type { Crosswalk, Mapping } from './crosswalk.ts'
import type { Framework, LawRule, Requirement } from './framework.ts'

/** What became of one entry from one release to the next. */
export type ContentChange = {
  /** of a mapping: its two ends with a blank between them */
  id: string
  kind: 'requirement' | 'rule' | 'mapping'
  change: 'added' | 'removed' | 'changed'
  /**
   * What differs. Of what was added all that it says, each with null before; of what was removed all
   * that it said, each with null after. Its id and what it leaves empty are left out.
   */
  fields: { field: string; before: unknown; after: unknown }[]
  /** whether what it asks has changed, and not only where it was read or how sure it is */
  matters: boolean
}

/** Where a statement was read, when, and how sure it is: new sources change nothing that is asked. */
const provenance = new Set(['source', 'asOf', 'confidence', 'notes'])
/** A case tries a rule and asks for nothing. */
const aside = new Set([...provenance, 'cases', 'effectiveNote'])

/** What a new release of a framework changes, in the order of the new one; what went comes last. */
export function compareReleases(before: Framework, after: Framework): ContentChange[] {
  if (before.id !== after.id) throw new RangeError(`${before.id} is not ${after.id}`)
  return [
    ...compare('requirement', before.requirements, after.requirements),
    ...compare('rule', before.rules, after.rules),
  ]
}

/** The same of a crosswalk. A rationale in other words leaves the mapping what it was. */
export function compareCrosswalks(before: Crosswalk, after: Crosswalk): ContentChange[] {
  if (before.id !== after.id) throw new RangeError(`${before.id} is not ${after.id}`)
  const named = ({ mappings }: Crosswalk) => mappings.map(withId)
  return compare('mapping', named(before), named(after)).map((change) => ({
    ...change,
    matters:
      change.change !== 'changed' ||
      change.fields.some(({ field }) => field === 'relation' || field === 'basis'),
  }))
}

/** A mapping by its two ends; what it says beside them, without the crosswalk that all of it is of. */
const withId = ({ from, to, crosswalk: _crosswalk, ...said }: Mapping) => ({
  ...said,
  id: `${from} ${to}`,
})

/**
 * The requirements that people have to look at again, each with why: those that ask for something
 * else or went, and those whose rules now say otherwise when they apply.
 */
export function requirementsToLookAt(
  changes: readonly ContentChange[],
  before: Framework | null,
  after: Framework,
): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const tell = (id: string, because: string) => found.set(id, [...(found.get(id) ?? []), because])
  const ruled = (framework: Framework | null, id: string) =>
    framework?.rules.find((rule) => rule.id === id)?.requirements ?? []
  for (const { id, kind, change, fields, matters } of changes) {
    if (!matters || kind === 'mapping') continue
    const what = fields.map(({ field }) => field).join(', ')
    if (kind === 'rule') {
      const because =
        change === 'changed'
          ? `its rule ${id} says otherwise (${what})`
          : `its rule ${id} is ${change}`
      for (const each of new Set([...ruled(before, id), ...ruled(after, id)])) tell(each, because)
    } else if (change === 'changed') tell(id, `it says otherwise (${what})`)
    else if (change === 'removed') tell(id, 'it is no longer asked')
  }
  return found
}

type Entry = Requirement | LawRule | ReturnType<typeof withId>

function compare(
  kind: ContentChange['kind'],
  before: readonly Entry[],
  after: readonly Entry[],
): ContentChange[] {
  const old = new Map(before.map((each) => [each.id, each]))
  const known = new Set(after.map(({ id }) => id))
  const found = after.flatMap((entry): ContentChange[] => {
    const { id } = entry
    const was = old.get(id)
    if (was === undefined) {
      const fields = told(entry).map(({ field, value }) => ({ field, before: null, after: value }))
      return [{ id, kind, change: 'added', fields, matters: true }]
    }
    const fields = differing(was, entry)
    if (fields.length === 0) return []
    const matters = fields.some(({ field }) => !aside.has(field))
    return [{ id, kind, change: 'changed', fields, matters }]
  })
  const gone = before.filter(({ id }) => !known.has(id))
  return [
    ...found,
    ...gone.map((entry): ContentChange => {
      const fields = told(entry).map(({ field, value }) => ({ field, before: value, after: null }))
      return { id: entry.id, kind, change: 'removed', fields, matters: true }
    }),
  ]
}

/** All that an entry says of itself beside its id, by the names of its fields. */
function told(entry: Entry): { field: string; value: unknown }[] {
  const isSaid = (value: unknown) =>
    value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)
  return Object.entries(entry)
    .filter(([field, value]) => field !== 'id' && isSaid(value))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, value]) => ({ field, value }))
}

function differing(before: object, after: object): ContentChange['fields'] {
  const [a, b] = [before as Record<string, unknown>, after as Record<string, unknown>]
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names]
    .filter((field) => !isSame(a[field], b[field]))
    .toSorted()
    .map((field) => ({ field, before: a[field] ?? null, after: b[field] ?? null }))
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  return differing(a, b).length === 0
}
