import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findingStatuses, graver } from './finding.ts'
import type { FindingStatus } from './finding.ts'
import { nextStatuses, stepProblems } from './finding-step.ts'

const step = { reason: 'The threshold was mended.', actorId: 'ann', resolvedBy: null }
const codes = (more: Partial<Parameters<typeof stepProblems>[0]>) =>
  stepProblems({ ...step, from: 'open', to: 'in-progress', ...more }).map(({ code }) => code)

describe('a step of a finding', () => {
  test('goes from open by work and a resolution to a check, and from there back or to the end', () => {
    expect(codes({ reason: null })).toEqual([])
    expect(codes({ from: 'in-progress', to: 'resolved' })).toEqual([])
    expect(codes({ from: 'resolved', to: 'verified', resolvedBy: 'bob' })).toEqual([])
    expect(codes({ from: 'resolved', to: 'reopened', resolvedBy: 'ann' })).toEqual([])
    expect(codes({ from: 'reopened', reason: null })).toEqual([])
    expect(nextStatuses('verified')).toEqual([])
  })

  test('is refused with every reason, each with what to do', () => {
    expect(codes({ to: 'verified' })).toEqual(['step-not-possible'])
    expect(codes({ from: 'in-progress', to: 'resolved', reason: ' ' })).toEqual(['reason-missing'])
    const own = { from: 'resolved', to: 'verified', resolvedBy: 'ann' } as const
    expect(codes(own)).toEqual(['same-person'])
    expect(codes({ ...own, reason: null })).toEqual(['reason-missing', 'same-person'])
    const [ended] = stepProblems({ ...step, from: 'verified', to: 'reopened' })
    expect(ended).toMatchObject({ remedy: 'Open another finding.' })
  })

  test('never reaches verified by the hand that resolved it, whatever the way', () => {
    const status = fc.constantFrom(...findingStatuses)
    const who = fc.constantFrom('ann', 'bob')
    const tries = fc.array(fc.tuple(status, who), { maxLength: 30 })
    let ended = 0
    fc.assert(
      fc.property(tries, (moves) => {
        let from: FindingStatus = 'open'
        let resolvedBy: string | null = null
        for (const [to, actorId] of moves) {
          if (stepProblems({ from, to, reason: 'why', actorId, resolvedBy }).length > 0) continue
          expect(from).not.toBe('verified')
          if (to === 'resolved') resolvedBy = actorId
          if (to === 'verified') {
            expect(resolvedBy).not.toBeNull()
            expect(resolvedBy).not.toBe(actorId)
            ended += 1
          }
          from = to
        }
      }),
      { numRuns: 3000, seed: 42 },
    )
    expect(ended).toBeGreaterThan(20)
  })
})

test('of two severities the graver stands', () => {
  expect(graver('minor', 'critical')).toBe('critical')
  expect(graver('major', 'minor')).toBe('major')
  expect(graver('minor', 'minor')).toBe('minor')
})
