import { describe, expect, test } from 'vitest'
import { coverageStates } from './coverage.ts'
import type { CoverageState } from './coverage.ts'
import { countGaps, gapJudgements, gapOf, isGap } from './gap.ts'
import type { GapJudgement, GapState } from './gap.ts'

const gap = (state: CoverageState, judgement: GapJudgement | null) =>
  gapOf({ state, reason: 'no control of yours is for it' }, judgement)

describe('the gap of a requirement', () => {
  test.each<[CoverageState, GapJudgement | null, GapState]>([
    ['open', null, 'missing'],
    ['open', 'missing', 'missing'],
    ['open', 'partly', 'partial'],
    ['open', 'in-place', 'unproven'],
    ['planned', null, 'planned'],
    ['planned', 'in-place', 'unproven'],
    ['planned', 'missing', 'missing'],
    ['partly', null, 'partial'],
    ['partly', 'in-place', 'unproven'],
    ['partly', 'missing', 'missing'],
    ['failing', null, 'failing'],
    ['failing', 'in-place', 'failing'],
    ['met', null, 'none'],
    ['met', 'in-place', 'none'],
    ['met', 'partly', 'contested'],
    ['met', 'missing', 'contested'],
    ['excluded', 'missing', 'not-applicable'],
  ])('%s, found %s: %s', (coverage, judgement, expected) => {
    expect(gap(coverage, judgement).state).toBe(expected)
  })

  test('no judgement closes a gap', () => {
    for (const state of coverageStates) {
      for (const judgement of gapJudgements) {
        if (isGap(gap(state, null).state)) {
          expect(isGap(gap(state, judgement).state), `${state} ${judgement}`).toBe(true)
        }
      }
    }
  })

  test('the reason keeps what was computed', () => {
    expect(gap('open', 'in-place').reason).toBe(
      'said to be in place, but no control of yours is for it',
    )
    expect(gap('open', null).reason).toBe('no control of yours is for it')
  })

  test('states are counted, those of none as zero', () => {
    expect(countGaps(['missing', 'missing', 'none'])).toMatchObject({
      ...{ missing: 2, none: 1, failing: 0, contested: 0 },
    })
  })
})
