import type { FactName, FactValue, LawFact, StatedFacts } from './queries.ts'

/** What a form holds: only the facts that somebody touched. */
export type Drafted = Partial<Record<FactName, FactValue | null>>

/** The facts that the form says otherwise than they are known; null takes a statement back. */
export function changedFacts(facts: readonly LawFact[], draft: Drafted): StatedFacts {
  const changed = facts.filter(
    ({ name, value }) => name in draft && !sameValue(value, draft[name] ?? null),
  )
  return Object.fromEntries(changed.map(({ name }) => [name, draft[name] ?? null])) as StatedFacts
}

function sameValue(a: FactValue | null, b: FactValue | null): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each) => b.includes(each))
  }
  return a === b
}
