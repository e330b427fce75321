import type { Adoption } from './queries.ts'

type Change = Adoption['changes'][number]

/** What the changes are to who has to decide: those that matter, and those that change nothing asked. */
export function changeGroups(changes: readonly Change[]) {
  const order = ['changed', 'removed', 'added'] as const
  const matter = changes.filter(({ matters }) => matters)
  return {
    matter: order.flatMap((change) => matter.filter((each) => each.change === change)),
    aside: changes.filter(({ matters }) => !matters),
  }
}

type Touched = Adoption['touched']

/** How many records of each kind are touched; kinds without any are left out. */
export function touchedCounts(touched: Touched): { kind: keyof Touched; count: number }[] {
  const kinds = [
    ...(['controls', 'duties', 'adoptedMappings'] as const),
    ...(['evidence', 'statements', 'gapAssessments'] as const),
  ]
  return kinds
    .map((kind) => ({ kind, count: touched[kind].length }))
    .filter(({ count }) => count > 0)
}

/** What is asked, then when and of whom; what is not named here stands between the two. */
const first = [
  ...['title', 'text', 'relation', 'rationale', 'basis', 'requirements'],
  ...['effective', 'when', 'unless', 'prohibits', 'appliesTo', 'deadline', 'everyMonths'],
]
const last = ['effectiveNote', 'cases', 'notes', 'source', 'asOf', 'confidence']

/** What is asked first; how it is tried and where it was read last. */
export function orderedFields(fields: Change['fields']): Change['fields'] {
  const place = (field: string) =>
    first.includes(field) ? first.indexOf(field) - first.length : last.indexOf(field) + 1
  return fields.toSorted((a, b) => place(a.field) - place(b.field))
}

/**
 * All that an entry says that came or went, as it is read: without its title, which names it already,
 * and without what goes without saying.
 */
export function wholeFields({
  fields,
}: Pick<Change, 'fields'>): { field: string; value: unknown }[] {
  const isPlain = (field: string, value: unknown) =>
    field === 'title' || value === false || (field === 'role' && value === 'requirement')
  return orderedFields(fields)
    .map(({ field, before, after }) => ({ field, value: after ?? before }))
    .filter(({ field, value }) => !isPlain(field, value))
}

/** Whether an entry that came or went is only recalled: seen in no source. */
export function isRecalled({ change, fields }: Pick<Change, 'change' | 'fields'>): boolean {
  const confidence = fields.find(({ field }) => field === 'confidence')
  return change !== 'changed' && (confidence?.after ?? confidence?.before) === 'recalled'
}

/** The ends of a mapping, which its id joins with a blank. */
export function mappingEnds(id: string): [string, string] {
  const at = id.indexOf(' ')
  return [id.slice(0, at), id.slice(at + 1)]
}
