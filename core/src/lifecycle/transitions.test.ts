import { describe, expect, test } from 'vitest'
import { lifecycleStages } from './stages.ts'
import { mayTransition, needsReason, nextStages } from './transitions.ts'

describe('nextStages', () => {
  test.each([
    ['inception', ['design-and-development', 'retirement']],
    ['design-and-development', ['verification-and-validation', 'retirement']],
    ['verification-and-validation', ['deployment', 'retirement']],
    ['deployment', ['operation-and-monitoring', 'verification-and-validation', 'retirement']],
    ['operation-and-monitoring', ['re-evaluation', 'retirement']],
    ['re-evaluation', ['retirement', 'operation-and-monitoring', 'design-and-development']],
    ['retirement', []],
  ] as const)('from %s', (stage, next) => {
    expect(nextStages(stage)).toEqual(next)
  })
})

describe('mayTransition', () => {
  test('allows the planned moves and no other', () => {
    for (const from of lifecycleStages) {
      for (const to of lifecycleStages) {
        const decision = mayTransition(from, to, 'because')
        expect({ from, to, allowed: decision.allowed }).toEqual({
          from,
          to,
          allowed: nextStages(from).includes(to),
        })
        if (!decision.allowed) expect(decision.reasons).toHaveLength(1)
      }
    }
  })

  test('moves back, into re-evaluation and into retirement need a reason', () => {
    expect(needsReason('inception', 'design-and-development')).toBe(false)
    expect(needsReason('deployment', 'operation-and-monitoring')).toBe(false)
    for (const [from, to] of [
      ['deployment', 'verification-and-validation'],
      ['re-evaluation', 'operation-and-monitoring'],
      ['re-evaluation', 'design-and-development'],
      ['operation-and-monitoring', 're-evaluation'],
      ['inception', 'retirement'],
    ] as const) {
      expect(mayTransition(from, to, ' ')).toMatchObject({
        allowed: false,
        reasons: [{ code: 'stage-reason-missing' }],
      })
      expect(mayTransition(from, to, 'because').allowed).toBe(true)
    }
  })

  test('a refusal says where one can go instead', () => {
    expect(mayTransition('inception', 'deployment', null)).toMatchObject({
      reasons: [
        {
          message: 'A system cannot move from inception to deployment',
          remedy: 'Move to design and development or retirement',
        },
      ],
    })
    expect(mayTransition('retirement', 'inception', 'again')).toMatchObject({
      reasons: [{ remedy: 'Retirement is final: register a new AI system' }],
    })
  })
})
