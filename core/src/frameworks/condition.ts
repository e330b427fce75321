import { z } from 'zod'
import { lawFactNames, lawFacts } from './law-facts.ts'
import type { LawFact, LawFactName, LawFacts } from './law-facts.ts'

/** What a rule asks of the facts: leaves about one fact each, joined by all, any and not. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { fact: LawFactName; is: boolean }
  | { fact: LawFactName; in: string[] }

const factName = z.enum(lawFactNames as [LawFactName, ...LawFactName[]])

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
    z.strictObject({ fact: factName, is: z.boolean() }),
    z.strictObject({ fact: factName, in: z.array(z.string().min(1)).min(1) }),
  ]),
)

/** What a schema cannot see: a fact asked for a value that it never has. */
export function conditionProblems(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(conditionProblems)
  if ('any' in condition) return condition.any.flatMap(conditionProblems)
  if ('not' in condition) return conditionProblems(condition.not)
  const fact: LawFact = lawFacts[condition.fact]
  if ('is' in condition) {
    return fact.type === 'boolean' ? [] : [`${condition.fact} is no yes or no: use "in"`]
  }
  if (fact.type === 'boolean') return [`${condition.fact} is yes or no: use "is"`]
  return condition.in
    .filter((value) => !Object.hasOwn(fact.values, value))
    .map((value) => `${condition.fact} never is "${value}"`)
}

/**
 * `true` and `false` with the facts that decided it in words; `unknown` with the facts that would
 * decide it.
 */
export type Evaluated =
  | { holds: true; because: string[] }
  | { holds: false; because: string[] }
  | { holds: 'unknown'; because: string[]; missing: LawFactName[] }

/** Evaluates with three values: what is not known is neither true nor false (K. Kleene, 1938). */
export function evaluate(condition: Condition, facts: LawFacts): Evaluated {
  if ('all' in condition) return join(condition.all, facts, false)
  if ('any' in condition) return join(condition.any, facts, true)
  if ('not' in condition) {
    const found = evaluate(condition.not, facts)
    return found.holds === 'unknown' ? found : { holds: !found.holds, because: found.because }
  }
  return evaluateLeaf(condition, facts)
}

/** `deciding` is the value of one part that decides the whole: true for any, false for all. */
function join(parts: readonly Condition[], facts: LawFacts, deciding: boolean): Evaluated {
  const found = parts.map((part) => evaluate(part, facts))
  const decided = found.filter(({ holds }) => holds === deciding)
  if (decided.length > 0) return { holds: deciding, because: unique(decided) }
  const missing = found.flatMap((each) => (each.holds === 'unknown' ? each.missing : []))
  const because = unique(found.filter(({ holds }) => holds !== 'unknown'))
  if (missing.length > 0) return { holds: 'unknown', because, missing: [...new Set(missing)] }
  return { holds: !deciding, because }
}

function unique(found: readonly Evaluated[]): string[] {
  return [...new Set(found.flatMap(({ because }) => because))]
}

type Leaf = Extract<Condition, { fact: LawFactName }>

function evaluateLeaf(leaf: Leaf, facts: LawFacts): Evaluated {
  const fact: LawFact = lawFacts[leaf.fact]
  const value = facts[leaf.fact]
  if (value === undefined || value === null) {
    return { holds: 'unknown', because: [], missing: [leaf.fact] }
  }
  if (fact.type === 'boolean') {
    return {
      holds: 'is' in leaf && value === leaf.is,
      because: [value === true ? fact.yes : fact.no],
    }
  }
  const wanted = 'in' in leaf ? leaf.in : []
  const given = typeof value === 'string' ? [value] : (value as readonly string[])
  const met = given.filter((each) => wanted.includes(each))
  const named = met.length > 0 ? met : given
  return { holds: met.length > 0, because: [`${fact.phrase} ${words(fact, named)}`] }
}

function words(fact: Exclude<LawFact, { type: 'boolean' }>, values: readonly string[]): string {
  if (values.length === 0) return 'none that was named'
  const named = values.map((value) => fact.values[value] ?? value)
  const last = named.at(-1)!
  return named.length === 1 ? last : `${named.slice(0, -1).join(', ')} and ${last}`
}
