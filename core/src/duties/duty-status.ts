import { addDays } from '../monitoring/days.ts'
import { dutyDays } from './due-on.ts'
import type { DutyLaw, DutyStatus } from './duty.ts'
import { waitingStatuses } from './duty.ts'
import type { DutyProof } from './duty-proof.ts'

export type DutyFacts = Pick<DutyLaw, 'state' | 'effective' | 'everyMonths'> & {
  dueOn: string
  /** whether a person has decided that nothing is done about it, with the reason */
  setAside: { reason: string } | null
  /** why somebody has to look again, and since when (ISO, UTC) */
  lookAgain: { because: readonly string[]; at: string } | null
}

export type JudgedDuty = {
  status: DutyStatus
  reason: string
  /** the day by which evidence is due, or has to be renewed; null where none is */
  dueOn: string | null
  overdue: boolean
}

/**
 * What became of a duty. Evidence that counts meets it, before its first day too. What is not known
 * to apply is undecided, whatever was done for it; what was set aside stays so until somebody has to
 * look again.
 */
export function dutyStatus(duty: DutyFacts, proof: DutyProof, today: string): JudgedDuty {
  const status = statusOf(duty, proof)
  const due = dueOf(status, duty, proof)
  return {
    status,
    reason: reasonOf(status, duty, proof, today),
    dueOn: due,
    overdue: waitingStatuses.includes(status) && due !== null && due < today,
  }
}

function statusOf({ state, setAside, lookAgain }: DutyFacts, proof: DutyProof): DutyStatus {
  if (state === 'ended' || state === 'exempt') return state
  if (state === 'may-apply' && setAside === null) return 'undecided'
  if (lookAgain !== null && !proof.counts) return 'look-again'
  if (setAside !== null) return 'set-aside'
  if (proof.counts) return 'met'
  return proof.lapsedOn === null ? 'open' : 'lapsed'
}

function dueOf(status: DutyStatus, { dueOn, lookAgain }: DutyFacts, proof: DutyProof) {
  if (status === 'open') return dueOn
  if (status === 'lapsed') return later(dueOn, proof.lapsedOn)
  if (status === 'look-again') {
    const asked = lookAgain === null ? null : lookAgain.at.slice(0, 10)
    return later(dueOn, asked === null ? null : addDays(asked, dutyDays))
  }
  return status === 'met' ? proof.until : null
}

function reasonOf(status: DutyStatus, duty: DutyFacts, proof: DutyProof, today: string): string {
  const { effective, everyMonths, setAside, lookAgain } = duty
  const isComing = duty.state === 'coming' && effective !== null && effective > today
  const first = isComing ? ` It applies from ${effective}.` : ''
  switch (status) {
    case 'ended':
      return 'The law no longer asks it of this AI system.'
    case 'exempt':
      return 'The law exempts this AI system from it.'
    case 'undecided':
      return 'Whether it applies is open: facts are missing.'
    case 'look-again':
      return `Somebody has to look again. ${(lookAgain?.because ?? []).join(' ')}`.trim()
    case 'set-aside':
      return `It was set aside: ${setAside?.reason ?? ''}`
    case 'met': {
      const until = proof.until
      if (until === null) return `Evidence that counts is linked.${first}`
      const again = everyMonths === null ? '' : `, every ${everyMonths} months`
      return `Evidence that counts is linked, to be renewed by ${until}${again}.${first}`
    }
    case 'lapsed':
      return `Its evidence was good until ${proof.lapsedOn} and no longer counts.${first}`
    case 'open':
      return `No evidence that counts is linked to it.${first}`
  }
}

function later(day: string, other: string | null): string {
  return other !== null && other > day ? other : day
}
