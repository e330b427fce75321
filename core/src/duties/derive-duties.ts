import type { Obligation } from '../frameworks/applicability.ts'
import type { DutyLaw } from './duty.ts'
import { dueOn } from './due-on.ts'

/** A duty as it is kept. Days are `YYYY-MM-DD`. */
export type KnownDuty = DutyLaw & {
  requirementId: string
  arisenOn: string
  dueOn: string
  /** whether a person has said the day */
  dueAgreed: boolean
}

export type DutyChange = {
  requirementId: string
  /** null where it is new */
  before: DutyLaw | null
  after: DutyLaw
  /** today where it is asked for from now on, and was not before */
  arisenOn: string
  dueOn: string
  /** it had ended, and is there again: what was done for it may no longer hold */
  cameBack: boolean
}

/**
 * What has to be written so that the duties of a system are what the law asks on a day: only what
 * differs. What the law no longer asks ends. A day that a person said stays.
 */
export function deriveDuties(
  known: readonly KnownDuty[],
  obligations: readonly Obligation[],
  today: string,
): DutyChange[] {
  const byRequirement = new Map(known.map((each) => [each.requirementId, each]))
  const asked = obligations.flatMap((obligation) => {
    const { id } = obligation.requirement
    return changeOf(id, byRequirement.get(id) ?? null, lawOf(obligation), today)
  })
  const still = new Set(obligations.map(({ requirement: { id } }) => id))
  const ended = known
    .filter(({ requirementId }) => !still.has(requirementId))
    .flatMap((each) =>
      changeOf(each.requirementId, each, { ...plain(each), state: 'ended' }, today),
    )
  return [...asked, ...ended]
}

function changeOf(
  requirementId: string,
  known: KnownDuty | null,
  after: DutyLaw,
  today: string,
): DutyChange[] {
  if (known === null) {
    const due = dueOn(after.effective, today)
    const arisen = { arisenOn: today, dueOn: due, cameBack: false }
    return [{ requirementId, before: null, after, ...arisen }]
  }
  const before = plain(known)
  if (isSame(before, after)) return []
  const arisenOn = isAsked(after) && !isAsked(before) ? today : known.arisenOn
  const cameBack = before.state === 'ended'
  const due = known.dueAgreed ? known.dueOn : dueOn(after.effective, arisenOn)
  return [{ requirementId, before, after, arisenOn, dueOn: due, cameBack }]
}

/** Whether somebody has to do it, now or from its first day. */
function isAsked({ state }: DutyLaw): boolean {
  return state === 'applies' || state === 'coming'
}

function lawOf(obligation: Obligation): DutyLaw {
  const { framework, rule, state, prohibits, effective, requirement } = obligation
  const { everyMonths = null } = requirement
  return { framework: framework.id, rule, state, prohibits, effective, everyMonths }
}

function plain({ framework, rule, state, prohibits, effective, everyMonths }: DutyLaw): DutyLaw {
  return { framework, rule, state, prohibits, effective, everyMonths }
}

function isSame(a: DutyLaw, b: DutyLaw): boolean {
  return (Object.keys(a) as (keyof DutyLaw)[]).every((key) => a[key] === b[key])
}
