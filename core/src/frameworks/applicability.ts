import { evaluate } from './condition.ts'
import type { Framework, LawRule, Requirement } from './framework.ts'
import { needsConfirmation } from './framework.ts'
import { lawFactNames } from './law-facts.ts'
import type { LawFactName, LawFacts } from './law-facts.ts'

/**
 * `applies` now; `coming` from a later day; `may-apply` until a fact is known; `exempt` by the law
 * itself. What does not apply is left out.
 */
export type ObligationState = 'applies' | 'coming' | 'may-apply' | 'exempt'

export type Exemption = { because: string; facts: string[]; requirement: string | null }

/** What a law asks of one system, why, and from when. */
export type Obligation = {
  requirement: Requirement
  framework: Pick<Framework, 'id' | 'title' | 'jurisdiction' | 'release'>
  rule: string
  state: ObligationState
  /** the facts that make it apply, each as the end of "it applies because …" */
  why: string[]
  /** the facts that would settle it, or whether it is lifted */
  missing: LawFactName[]
  exemptions: Exemption[]
  /** null where no source gave the day: it is then taken as in force */
  effective: string | null
  effectiveNote: string | null
  prohibits: boolean
  /** seen in no source, or seen and not the rule: to be confirmed by counsel */
  toBeConfirmed: boolean
}

export type Applicability = {
  obligations: Obligation[]
  /** what is forbidden and done, or may be: each of them stands against a gate */
  prohibitions: Obligation[]
  /** every fact that would settle something, those that settle most first */
  questions: { fact: LawFactName; settles: number }[]
}

export const noLegalAdvice =
  'Derived from facts and published sources by rules that are shown. It is no legal advice: have counsel confirm it.'

/**
 * The obligations that follow from the facts of a system and its organization on a day. What is not
 * known never lifts an obligation: it applies until shown exempt, and may apply until shown not to.
 *
 * @param today a day, `YYYY-MM-DD`
 */
export function applicability(
  frameworks: readonly Framework[],
  facts: LawFacts,
  today: string,
): Applicability {
  const obligations = frameworks.flatMap((framework) => obligationsOf(framework, facts, today))
  return {
    obligations,
    prohibitions: obligations.filter(
      ({ prohibits, state }) => prohibits && (state === 'applies' || state === 'may-apply'),
    ),
    questions: questionsOf(obligations),
  }
}

function obligationsOf(framework: Framework, facts: LawFacts, today: string): Obligation[] {
  const byId = new Map(framework.requirements.map((each) => [each.id, each]))
  const found = new Map<string, Obligation>()
  for (const rule of framework.rules) {
    const outcome = applyRule(rule, facts, today)
    if (outcome === null) continue
    for (const id of rule.requirements) {
      const requirement = byId.get(id)
      if (requirement === undefined) continue
      const { id: frameworkId, title, jurisdiction, release } = framework
      const obligation = {
        requirement,
        framework: { id: frameworkId, title, release, ...(jurisdiction && { jurisdiction }) },
        ...{ rule: rule.id, prohibits: rule.prohibits, ...outcome },
        effective: rule.effective,
        effectiveNote: rule.effectiveNote ?? null,
        toBeConfirmed: needsConfirmation(requirement, rule),
      }
      const known = found.get(id)
      if (known === undefined || strength(obligation.state) > strength(known.state)) {
        found.set(id, obligation)
      }
    }
  }
  return framework.requirements.flatMap(({ id }) => found.get(id) ?? [])
}

type Outcome = Pick<Obligation, 'state' | 'why' | 'missing' | 'exemptions'>

/** What a rule says of the facts; null where it does not apply. */
export function applyRule(rule: LawRule, facts: LawFacts, today: string): Outcome | null {
  const found = evaluate(rule.when, facts)
  if (found.holds === false) return null
  const lifted = rule.unless.map((each) => ({ ...each, found: evaluate(each.when, facts) }))
  const exemptions = lifted
    .filter(({ found: { holds } }) => holds === true)
    .map(({ because, requirement = null, found: { because: met } }) => ({
      ...{ because, requirement, facts: met },
    }))
  const why = found.because
  if (exemptions.length > 0) return { state: 'exempt', why, missing: [], exemptions }
  const open = lifted.flatMap((each) => (each.found.holds === 'unknown' ? each.found.missing : []))
  const missing = [...new Set([...(found.holds === 'unknown' ? found.missing : []), ...open])]
  if (found.holds === 'unknown') return { state: 'may-apply', why, missing, exemptions }
  const isComing = rule.effective !== null && rule.effective > today
  return { state: isComing ? 'coming' : 'applies', why, missing, exemptions }
}

/** Where two rules ask for the same, what binds more is shown. */
function strength(state: ObligationState): number {
  return ['exempt', 'may-apply', 'coming', 'applies'].indexOf(state)
}

function questionsOf(obligations: readonly Obligation[]) {
  const settles = new Map<LawFactName, number>()
  for (const { missing } of obligations) {
    for (const fact of missing) settles.set(fact, (settles.get(fact) ?? 0) + 1)
  }
  const place = (fact: LawFactName) => lawFactNames.indexOf(fact)
  return [...settles]
    .map(([fact, count]) => ({ fact, settles: count }))
    .toSorted((a, b) => b.settles - a.settles || place(a.fact) - place(b.fact))
}

export type ObligationChange = {
  id: string
  before: ObligationState | null
  after: ObligationState | null
}

/** What a change of facts, of the day or of the content does: only what differs. */
export function compareObligations(
  before: readonly Obligation[],
  after: readonly Obligation[],
): ObligationChange[] {
  const stateOf = (obligations: readonly Obligation[]) =>
    new Map(obligations.map(({ requirement: { id }, state }) => [id, state]))
  const [old, now] = [stateOf(before), stateOf(after)]
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((id) => ({ id, before: old.get(id) ?? null, after: now.get(id) ?? null }))
    .filter((each) => each.before !== each.after)
}
