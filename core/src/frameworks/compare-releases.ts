import type { Framework, LawRule, Requirement } from './framework.ts'

/** What became of one requirement or rule from one release of a framework to the next. */
export type ContentChange = {
  id: string
  kind: 'requirement' | 'rule'
  change: 'added' | 'removed' | 'changed'
  /** the fields that differ; empty where it was added or removed */
  fields: string[]
  /** whether what it asks has changed, and not only where it was read or how sure it is */
  matters: boolean
}

/** Where a statement was read, when, and how sure it is: new sources change nothing that is asked. */
const provenance = new Set(['source', 'asOf', 'confidence', 'notes'])

/** What a new release of a framework changes, in the order of the new one; what went comes last. */
export function compareReleases(before: Framework, after: Framework): ContentChange[] {
  if (before.id !== after.id) throw new RangeError(`${before.id} is not ${after.id}`)
  return [
    ...compare('requirement', before.requirements, after.requirements),
    ...compare('rule', before.rules, after.rules),
  ]
}

function compare<Entry extends Requirement | LawRule>(
  kind: ContentChange['kind'],
  before: readonly Entry[],
  after: readonly Entry[],
): ContentChange[] {
  const old = new Map(before.map((each) => [each.id, each]))
  const known = new Set(after.map(({ id }) => id))
  const found = after.flatMap((entry): ContentChange[] => {
    const { id } = entry
    const was = old.get(id)
    if (was === undefined) return [{ id, kind, change: 'added', fields: [], matters: true }]
    const fields = differing(was, entry)
    if (fields.length === 0) return []
    const matters = fields.some((field) => !provenance.has(field))
    return [{ id, kind, change: 'changed', fields, matters }]
  })
  const gone = before.filter(({ id }) => !known.has(id))
  return [
    ...found,
    ...gone.map(({ id }): ContentChange => {
      return { id, kind, change: 'removed', fields: [], matters: true }
    }),
  ]
}

function differing(before: object, after: object): string[] {
  const [a, b] = [before as Record<string, unknown>, after as Record<string, unknown>]
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].filter((name) => !isSame(a[name], b[name])).toSorted()
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  return differing(a, b).length === 0
}
