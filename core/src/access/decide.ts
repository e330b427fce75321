import { allowed, refused } from '../shared/result.ts'
import type { Decision } from '../shared/result.ts'
import { permissions, personOnly } from './permissions.ts'
import type { Permission } from './permissions.ts'
import { roleTitles } from './roles.ts'
import type { Role } from './roles.ts'

/** Who asks: a person with roles, an API key with scopes, or the system acting by its policy. */
export type Asker =
  | { kind: 'person'; roles: readonly Role[]; accessEnds: Date | null }
  | { kind: 'key'; scopes: readonly string[] }
  | { kind: 'system' }

/**
 * May the asker do it now? A refusal names what is missing and who can do it instead.
 * `now` decides whether time-limited access (external auditors) has ended.
 */
export function decide(asker: Asker, permission: Permission, now: Date): Decision {
  const { does, roles } = permissions[permission]
  if (asker.kind === 'system') return allowed
  if (asker.kind === 'key') return decideForKey(asker.scopes, permission)
  if (asker.accessEnds !== null && asker.accessEnds.getTime() <= now.getTime()) {
    return refused({
      code: 'access-ended',
      message: `Your access ended on ${asker.accessEnds.toISOString().slice(0, 10)}.`,
      remedy: 'Ask an administrator to extend it.',
      who: roleTitles.administrator,
    })
  }
  const holders: readonly Role[] = roles
  if (asker.roles.some((role) => holders.includes(role))) return allowed
  return refused({
    code: 'role-missing',
    message: `To ${does} you need one of these roles: ${holders.map((role) => roleTitles[role]).join(', ')}.`,
    remedy: 'Ask one of them to do it, or an administrator to give you the role.',
    who: roleTitles[holders[0] ?? 'administrator'],
  })
}

function decideForKey(scopes: readonly string[], permission: Permission): Decision {
  const { does } = permissions[permission]
  if (personOnly.includes(permission)) {
    return refused({
      code: 'person-required',
      message: `Only a person can ${does}; an API key cannot.`,
      remedy: 'Sign in as a person who may.',
    })
  }
  if (scopes.includes(permission)) return allowed
  return refused({
    code: 'scope-missing',
    message: `This API key lacks the scope ${permission}, needed to ${does}.`,
    remedy: 'Create a key with that scope.',
    who: roleTitles.administrator,
  })
}
