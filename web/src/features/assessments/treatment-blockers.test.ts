import { describe, expect, test } from 'vitest'
import type { RecordedRisk } from './queries.ts'
import { openOf, openOfRisk, openTreatment } from './treatment-blockers.ts'

const where = '/ai-systems/x/risk-and-impact'
const blockers = [
  { code: 'impact-assessment-incomplete', message: 'Unanswered: A-1', where },
  { code: 'g4-treatment-plan-missing', message: 'Fairness is high (3.0) and has no plan', where },
  { code: 'g4-treatment-plan-missing', message: 'Autonomy is high (3.0) and has no plan', where },
  { code: 'risk-not-accepted', message: 'Risk R-1 (Feed stops) is moderate', where },
  {
    code: 'treatment-without-owner-or-date',
    message: 'The treatment of risk R-1 (Feed stops) has no owner',
    where,
  },
  { code: 'risk-not-accepted', message: 'Risk R-11 (Feed stops) is moderate', where },
]

describe('what the treatment still lacks', () => {
  test('leaves out what only an answer settles, and links nowhere else', () => {
    const open = openTreatment(blockers)
    expect(open).toHaveLength(5)
    expect(open.every((reason) => !('where' in reason))).toBe(true)
  })

  test('is told at the dimension it is about', () => {
    const found = openOf(blockers, 'g4-treatment-plan-missing', 'Autonomy is ')
    expect(found.map(({ message }) => message)).toEqual(['Autonomy is high (3.0) and has no plan'])
  })

  test('is told at its risk, not at one whose number begins alike', () => {
    const found = openOfRisk(blockers, { id: 'R-1', title: 'Feed stops' } as RecordedRisk)
    expect(found.map(({ code }) => code)).toEqual([
      'risk-not-accepted',
      'treatment-without-owner-or-date',
    ])
  })
})
