import { describe, expect, test } from 'vitest'
import { decide } from './decide.ts'
import { permissionNames, permissions, personOnly } from './permissions.ts'
import { roles } from './roles.ts'

const now = new Date('2026-11-22T12:00:00Z')

describe('decide', () => {
  test('a person is allowed exactly what one of their roles holds', () => {
    for (const permission of permissionNames) {
      for (const role of roles) {
        const decision = decide(
          { kind: 'person', roles: [role], accessEnds: null },
          permission,
          now,
        )
        const holders: readonly string[] = permissions[permission].roles
        expect(decision.allowed, `${role} ${permission}`).toBe(holders.includes(role))
        if (!decision.allowed) expect(decision.reasons[0]?.message).toContain('you need one of')
      }
    }
  })

  test('an external auditor holds nothing that writes but asking for evidence', () => {
    const held = permissionNames.filter((name) =>
      (permissions[name].roles as readonly string[]).includes('external-auditor'),
    )
    expect(held.filter((name) => !/\.(read|verify)$/.test(name))).toEqual([
      'evidence.request',
      'notifications.manage',
    ])
  })

  test('access that has ended refuses even what the role holds', () => {
    const asker = { kind: 'person', roles: ['external-auditor'], accessEnds: now } as const
    expect(decide(asker, 'ai-systems.read', now)).toMatchObject({
      allowed: false,
      reasons: [{ code: 'access-ended' }],
    })
    expect(decide(asker, 'ai-systems.read', new Date(now.getTime() - 1)).allowed).toBe(true)
  })

  test('a key does only what its scopes say, and never signs', () => {
    expect(decide({ kind: 'key', scopes: ['telemetry.send'] }, 'telemetry.send', now).allowed).toBe(
      true,
    )
    expect(decide({ kind: 'key', scopes: [] }, 'telemetry.send', now)).toMatchObject({
      reasons: [{ code: 'scope-missing' }],
    })
    for (const permission of personOnly) {
      expect(decide({ kind: 'key', scopes: [permission] }, permission, now)).toMatchObject({
        reasons: [{ code: 'person-required' }],
      })
    }
  })
})
