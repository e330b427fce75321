import { expect, test } from 'vitest'
import { askableMembers, askableRoles, askedWords, toAsked } from './asked.ts'

test('only who may file evidence can be asked for it', () => {
  expect(askableRoles).toContain('model-owner')
  expect(askableRoles).not.toContain('external-auditor')
  const clinician = { id: 'a', roles: ['clinician' as const] }
  const owner = { id: 'b', roles: ['clinician' as const, 'model-owner' as const] }
  expect(askableMembers([clinician, owner])).toEqual([owner])
})

test('a role or a member is asked, and named', () => {
  expect(toAsked('role:model-owner')).toEqual({ role: 'model-owner' })
  expect(toAsked('member:7')).toEqual({ memberId: '7' })
  expect(askedWords({ member: null, role: 'model-owner' })).toBe('Model owner')
  const member = { id: '7', userId: 'u', name: 'Dana' }
  expect(askedWords({ member, role: null })).toBe('Dana')
})
