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

const asides = ['effectiveNote', 'cases', 'notes', 'source', 'asOf', 'confidence']

/** What is asked first; how it is tried and where it was read last. */
export function orderedFields(fields: Change['fields']): Change['fields'] {
  return fields.toSorted((a, b) => asides.indexOf(a.field) - asides.indexOf(b.field))
}

/** The ends of a mapping, which its id joins with a blank. */
export function mappingEnds(id: string): [string, string] {
  const at = id.indexOf(' ')
  return [id.slice(0, at), id.slice(at + 1)]
}
