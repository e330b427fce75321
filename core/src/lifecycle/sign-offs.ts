import type { Role } from '../access/roles.ts'
import type { Tier } from '../risk/tiering-content.ts'
import type { Reason } from '../shared/result.ts'
import type { SignOff, SignOffMeaning } from './gate-facts.ts'
import type { LifecycleStage } from './stages.ts'

/** The clinical owner is a person named for one system, not a role held everywhere. */
export type SignOffRole = Extract<Role, 'governance-lead' | 'committee-member'> | 'clinical-owner'

export type SignOffRequirement = {
  meaning: SignOffMeaning
  title: string
  roles: readonly SignOffRole[]
  count: number
}

export type SignOffState = {
  required: SignOffRequirement[]
  /** Sign-offs on the present digest, with a required meaning and a fitting role. */
  present: SignOff[]
  /** Requirements still lacking a signature of another person, with how many. */
  missing: SignOffRequirement[]
  /** Sign-offs with a required meaning on an earlier state: they do not count. */
  stale: SignOff[]
}

const anyApprover: readonly SignOffRole[] = [
  'governance-lead',
  'committee-member',
  'clinical-owner',
]

/** Tiers 1 and 2 are released by two people, one of governance and one of the clinic. */
export function requiredSignOffs(target: LifecycleStage, tier: Tier | null): SignOffRequirement[] {
  switch (target) {
    case 'deployment': {
      if (tier === 3 || tier === 4) {
        return [
          {
            meaning: 'approve-deployment',
            title: 'Approval of release',
            roles: anyApprover,
            count: 1,
          },
        ]
      }
      return [
        {
          meaning: 'approve-deployment',
          title: 'Approval of release by governance',
          roles: ['governance-lead', 'committee-member'],
          count: 1,
        },
        {
          meaning: 'confirm-clinical-use',
          title: 'Confirmation of clinical use by another person',
          roles: ['clinical-owner', 'committee-member'],
          count: 1,
        },
      ]
    }
    case 'operation-and-monitoring':
      return [
        {
          meaning: 'approve-operation',
          title: 'Approval of operation',
          roles: anyApprover,
          count: 1,
        },
      ]
    case 'retirement':
      return [
        {
          meaning: 'approve-retirement',
          title: 'Approval of retirement',
          roles: ['governance-lead'],
          count: 1,
        },
      ]
    default:
      return []
  }
}

/**
 * Which requirements the sign-offs meet. A sign-off counts only for the digest it was given on,
 * and a person counts once in a gate, however often and in whatever role they signed: people
 * are assigned to requirements so that as many as possible are met.
 */
export function matchSignOffs(
  required: SignOffRequirement[],
  signOffs: readonly SignOff[],
  currentDigest: string,
): SignOffState {
  const relevant = signOffs.filter((signOff) =>
    required.some(({ meaning }) => meaning === signOff.meaning),
  )
  const isCurrent = ({ digest }: SignOff) => currentDigest !== '' && digest === currentDigest
  const present = relevant.filter(
    (signOff) => isCurrent(signOff) && required.some((requirement) => fits(signOff, requirement)),
  )
  const open = assignPeople(required, present)
  return {
    required,
    present,
    missing: required.flatMap((requirement) => {
      const count = open.filter((meaning) => meaning === requirement.meaning).length
      return count === 0 ? [] : [{ ...requirement, count }]
    }),
    stale: relevant.filter((signOff) => !isCurrent(signOff)),
  }
}

/** Why a requirement for a signature is not met. */
export function missingSignOffReason(
  requirement: SignOffRequirement,
  { present, stale }: SignOffState,
): Reason {
  const who = requirement.roles.map((role) => role.replace('-', ' ')).join(' or ')
  const where = '/ai-systems/{id}/lifecycle'
  const before = stale.find(({ meaning }) => meaning === requirement.meaning)
  if (before !== undefined) {
    return {
      code: 'stale-sign-off',
      message: `${before.userName} signed an earlier state: what was signed has changed since`,
      remedy: 'Look at what changed and sign again',
      who,
      where,
    }
  }
  const twice = present.find((signOff) => fits(signOff, requirement))
  if (twice !== undefined) {
    return {
      code: 'second-signer-missing',
      message: `${twice.userName} has signed already; ${requirement.title.toLowerCase()} needs another person`,
      remedy: 'Ask a second person to sign',
      who,
      where,
    }
  }
  return {
    code: 'sign-off-missing',
    message: `${requirement.title} is not signed`,
    remedy: 'Review the gate and sign it',
    who,
    where,
  }
}

function fits(signOff: SignOff, { meaning, roles }: SignOffRequirement): boolean {
  return signOff.meaning === meaning && roles.some((role) => role === signOff.role)
}

/** Bipartite matching by augmenting paths; gives the meanings of the slots left open. */
function assignPeople(required: SignOffRequirement[], present: SignOff[]): SignOffMeaning[] {
  const slots = required.flatMap((requirement) =>
    Array.from({ length: requirement.count }, () => requirement),
  )
  const slotOf = new Map<string, number>()
  const place = (index: number, tried: Set<string>): boolean => {
    const slot = slots[index]
    if (slot === undefined) return false
    const people = present.filter((signOff) => fits(signOff, slot)).map(({ userId }) => userId)
    for (const person of people) {
      if (tried.has(person)) continue
      tried.add(person)
      const held = slotOf.get(person)
      if (held === undefined || place(held, tried)) {
        slotOf.set(person, index)
        return true
      }
    }
    return false
  }
  return slots.filter((_, index) => !place(index, new Set())).map(({ meaning }) => meaning)
}
