import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { effectiveTier, reviewTierOverride } from './override.ts'
import type { TierOverride } from './override.ts'
import { parseTieringContent } from './tiering-content.ts'
import type { Tier } from './tiering-content.ts'

const file = new URL('../../../content/risk/tiering.yaml', import.meta.url)
const parsed = parseTieringContent(parse(readFileSync(file, 'utf8')))
if (!parsed.ok) throw new Error('content refused')
const { tiering } = parsed
const now = new Date('2026-11-22T10:00:00Z')
const lowered: TierOverride = {
  tier: 3,
  reason: 'Only bed numbers are read',
  expiresAt: new Date('2027-06-01T00:00:00Z'),
  councilApproved: true,
}
const scheduling: { tier: Tier; tierByScore: Tier } = { tier: 2, tierByScore: 3 }

const codes = (
  change: Partial<TierOverride> = {},
  classification = scheduling,
  archetype = 'scheduling',
) => {
  const decision = reviewTierOverride(
    { ...lowered, ...change },
    classification,
    archetype,
    now,
    tiering,
  )
  return decision.allowed ? [] : decision.reasons.map(({ code }) => code)
}

describe('reviewTierOverride', () => {
  test('a floor may be lowered by one step with reason, council and expiry', () => {
    expect(codes()).toEqual([])
  })

  test.each<[string, Partial<TierOverride>, string]>([
    ['without a reason', { reason: '  ' }, 'override-needs-reason'],
    ['without the council', { councilApproved: false }, 'override-needs-council'],
    ['without expiry', { expiresAt: null }, 'override-expiry'],
    ['already expired', { expiresAt: now }, 'override-expiry'],
    ['after 12 months', { expiresAt: new Date('2027-11-22T10:00:01Z') }, 'override-expiry'],
    ['to the same tier', { tier: 2 }, 'override-changes-nothing'],
  ])('not %s', (_, change, code) => {
    expect(codes(change)).toEqual([code])
  })

  test('twelve months to the second are allowed', () => {
    expect(codes({ expiresAt: new Date('2027-11-22T10:00:00Z') })).toEqual([])
  })

  test('never by two steps, never below the score', () => {
    expect(codes({ tier: 3 }, { tier: 1, tierByScore: 3 }, 'utilization-review')).toEqual([
      'override-too-many-steps',
    ])
    expect(codes({ tier: 2 }, { tier: 1, tierByScore: 1 }, 'utilization-review')).toEqual([
      'override-below-score',
    ])
  })

  test.each(['diagnostic-imaging', 'triage', 'treatment-recommendation'])(
    'never for %s',
    (archetype) => {
      expect(codes({ tier: 2 }, { tier: 1, tierByScore: 2 }, archetype)).toEqual([
        'override-clinical-use',
      ])
    },
  )

  test('raising needs a reason and nothing else', () => {
    const raise = { tier: 1 as const, expiresAt: null, councilApproved: false }
    expect(codes(raise, scheduling, 'triage')).toEqual([])
    expect(codes({ ...raise, reason: '' })).toEqual(['override-needs-reason'])
  })
})

test('an override holds until it expires', () => {
  expect(effectiveTier(2, null, now)).toBe(2)
  expect(effectiveTier(2, lowered, now)).toBe(3)
  expect(effectiveTier(2, lowered, new Date('2027-06-01T00:00:00Z'))).toBe(2)
  expect(effectiveTier(2, { tier: 1, expiresAt: null }, now)).toBe(1)
})
