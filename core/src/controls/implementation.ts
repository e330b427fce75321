/** What a control is judged by: everything that stands with it, as it is on a day. */
export type ControlFacts = {
  ownerNamed: boolean
  /** each evidence item that is linked to it, with its state of freshness */
  evidence: readonly { title: string; valid: boolean; reason: string }[]
  tests: readonly ControlTestFact[]
}

export type ControlTestFact = {
  title: string
  /** of the newest run; null where it never ran */
  result: 'passed' | 'failed' | 'not-decidable' | null
  /** the first day on which it should have run again; null where it has no rhythm */
  dueOn: string | null
}

/**
 * How far a control is there. `failing` and `stale` were implemented once; `operating` has everything
 * that speaks for it.
 */
export const implementationStates = [
  'not-started',
  'in-progress',
  'stale',
  'failing',
  'operating',
] as const

export type ImplementationState = (typeof implementationStates)[number]

export type Implementation = {
  state: ImplementationState
  /** why it is not more than that, each a full phrase; empty where it is operating */
  reasons: string[]
}

/**
 * The state of a control, computed from its owner, its evidence and its tests on a day: nobody says
 * it by hand. Operating asks for an owner, for evidence that is valid, and for every test to have
 * passed in time.
 */
export function implementationOf(facts: ControlFacts, today: string): Implementation {
  const { ownerNamed, evidence, tests } = facts
  const failed = tests.filter(({ result }) => result === 'failed')
  const valid = evidence.filter((each) => each.valid)
  const notRun = tests.filter(({ result }) => result === null)
  const undecided = tests.filter(({ result }) => result === 'not-decidable')
  const overdue = tests.filter(
    ({ result, dueOn }) => result === 'passed' && dueOn !== null && dueOn < today,
  )
  const reasons = [
    ...failed.map(({ title }) => `its test "${title}" failed`),
    ...overdue.map(({ title, dueOn }) => `its test "${title}" has been due since ${dueOn}`),
    ...undecided.map(({ title }) => `its test "${title}" could not be decided`),
    ...notRun.map(({ title }) => `its test "${title}" has never run`),
    ...(valid.length > 0
      ? []
      : evidence.length === 0
        ? ['it has no evidence']
        : evidence.map(({ title, reason }) => `its evidence "${title}" does not count: ${reason}`)),
    ...(ownerNamed ? [] : ['nobody is named as its owner']),
  ]
  return { state: stateOf(), reasons }

  function stateOf(): ImplementationState {
    if (failed.length > 0) return 'failing'
    if (reasons.length === 0) return 'operating'
    const nothing = evidence.length === 0 && tests.every(({ result }) => result === null)
    if (nothing) return ownerNamed ? 'in-progress' : 'not-started'
    const lapsed = (valid.length === 0 && evidence.length > 0) || overdue.length > 0
    return lapsed && notRun.length === 0 ? 'stale' : 'in-progress'
  }
}
