import { permissions } from '@primum/core/access/permissions'
import { roleTitles, roles } from '@primum/core/access/roles'
import type { Role } from '@primum/core/access/roles'
import type { Member } from '../members/queries.ts'
import type { EvidenceRequest } from './queries.ts'

const holders: readonly Role[] = permissions['evidence.manage'].roles

/** Roles that may file evidence: only they can be asked for it. */
export const askableRoles = roles.filter((role) => holders.includes(role))

/** Members that hold one of these roles. */
export function askableMembers<Each extends Pick<Member, 'roles'>>(members: Each[]): Each[] {
  return members.filter((member) => member.roles.some((role) => holders.includes(role)))
}

/** `role:…` or `member:…` of a choice, as the API takes it. */
export function toAsked(choice: string): { role: Role } | { memberId: string } {
  const value = choice.slice(choice.indexOf(':') + 1)
  return choice.startsWith('role:') ? { role: value as Role } : { memberId: value }
}

export function askedWords({ member, role }: EvidenceRequest['askedOf']): string {
  if (member !== null) return member.name
  return role === null ? '' : roleTitles[role]
}
