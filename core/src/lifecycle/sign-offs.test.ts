import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SignOff, SignOffMeaning } from './gate-facts.ts'
import { matchSignOffs, missingSignOffReason, requiredSignOffs } from './sign-offs.ts'

const signed = (
  userId: string,
  meaning: SignOffMeaning,
  role: string,
  digest = 'now',
): SignOff => ({
  userId,
  userName: `Dr ${userId}`,
  meaning,
  role,
  digest,
  at: '2026-11-22T10:00:00Z',
})

const deployment = requiredSignOffs('deployment', 1)
const missing = (signOffs: SignOff[], digest = 'now') =>
  matchSignOffs(deployment, signOffs, digest).missing.map(({ meaning }) => meaning)

describe('requiredSignOffs', () => {
  test('two people release tiers 1 and 2 and the unclassified, one releases tiers 3 and 4', () => {
    const counts = ([1, 2, 3, 4, null] as const).map(
      (tier) => requiredSignOffs('deployment', tier).length,
    )
    expect(counts).toEqual([2, 2, 1, 1, 2])
  })

  test('retirement is signed by the governance lead', () => {
    expect(requiredSignOffs('retirement', 4)).toMatchObject([
      { roles: ['governance-lead'], count: 1 },
    ])
    expect(requiredSignOffs('re-evaluation', 1)).toEqual([])
  })
})

describe('matchSignOffs', () => {
  test('governance and clinic, two people', () => {
    expect(
      missing([
        signed('Lead', 'approve-deployment', 'governance-lead'),
        signed('Clin', 'confirm-clinical-use', 'clinical-owner'),
      ]),
    ).toEqual([])
  })

  test('one person signing both counts once, also under two roles', () => {
    const both = [
      signed('Lead', 'approve-deployment', 'governance-lead'),
      signed('Lead', 'confirm-clinical-use', 'clinical-owner'),
    ]
    expect(missing(both)).toEqual(['confirm-clinical-use'])
    const state = matchSignOffs(deployment, both, 'now')
    const [open] = state.missing
    if (open === undefined) throw new Error('nothing missing')
    expect(missingSignOffReason(open, state)).toMatchObject({
      code: 'second-signer-missing',
      message: expect.stringContaining('Dr Lead has signed already'),
    })
  })

  test('people are assigned so that both requirements are met', () => {
    expect(
      missing([
        signed('Both', 'approve-deployment', 'committee-member'),
        signed('Both', 'confirm-clinical-use', 'committee-member'),
        signed('Other', 'approve-deployment', 'governance-lead'),
      ]),
    ).toEqual([])
  })

  test('a role that may not sign does not count', () => {
    expect(missing([signed('Own', 'approve-deployment', 'model-owner')])).toHaveLength(2)
    expect(missing([signed('Clin', 'approve-deployment', 'clinical-owner')])).toHaveLength(2)
  })

  test('a sign-off on an earlier state is stale, and an absent digest matches nothing', () => {
    const old = [signed('Lead', 'approve-deployment', 'governance-lead', 'before')]
    expect(missing(old)).toHaveLength(2)
    const state = matchSignOffs(deployment, old, 'now')
    expect(state.stale).toHaveLength(1)
    const [open] = state.missing
    if (open === undefined) throw new Error('nothing missing')
    expect(missingSignOffReason(open, state).code).toBe('stale-sign-off')
    expect(missing([signed('Lead', 'approve-deployment', 'governance-lead', '')], '')).toHaveLength(
      2,
    )
  })

  test('is met exactly where two different people can be found', () => {
    const signOff = fc.record({
      userId: fc.constantFrom('a', 'b', 'c'),
      userName: fc.constant('N'),
      meaning: fc.constantFrom('approve-deployment', 'confirm-clinical-use', 'approve-operation'),
      role: fc.constantFrom('governance-lead', 'committee-member', 'clinical-owner', 'clinician'),
      digest: fc.constantFrom('now', 'before'),
      at: fc.constant('2026-11-22T10:00:00Z'),
    })
    fc.assert(
      fc.property(fc.array(signOff, { maxLength: 6 }), (signOffs) => {
        const fitting = (meaning: string, roles: string[]) =>
          signOffs.filter(
            (s) => s.digest === 'now' && s.meaning === meaning && roles.includes(s.role),
          )
        const governance = fitting('approve-deployment', ['governance-lead', 'committee-member'])
        const clinic = fitting('confirm-clinical-use', ['clinical-owner', 'committee-member'])
        const pair = governance.some((g) => clinic.some((c) => c.userId !== g.userId))
        expect(missing(signOffs).length === 0).toBe(pair)
      }),
      { numRuns: 500 },
    )
  })
})
