import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EvaluationReport } from '../evaluation/evaluation-report.ts'
import { type Estimate, okEstimate, undefinedEstimate } from '../statistics/estimate.ts'
import { judgeCriteria, suppressJudgement } from './judge-criteria.ts'
import type { AcceptanceCriterion } from './protocol.ts'

const evidence = { method: 'x', n: 400, positives: 100, negatives: 300 }
const interval = { lower: 0.72, upper: 0.84, level: 0.95, method: 'y' }
const good = okEstimate(evidence, 0.78, interval)

/** Only what the judgement reads. */
function report(overall: Estimate, options: { male?: Estimate; flags?: Estimate } = {}) {
  const part = (segment: object, estimate: Estimate) => ({
    segment,
    metrics: { auroc: estimate },
    atThresholds: [{ threshold: 0.3, metrics: { sensitivity: options.flags ?? estimate } }],
  })
  const everyone = part({ attribute: '', value: '' }, overall)
  const groups =
    options.male === undefined ? [] : [part({ attribute: 'sex', value: 'male' }, options.male)]
  return { overall: everyone, groups } as unknown as EvaluationReport
}

function criterion(more: Partial<AcceptanceCriterion> = {}): AcceptanceCriterion {
  return {
    metric: 'auroc',
    threshold: null,
    segment: null,
    bound: 'value',
    operator: 'at-least',
    limit: 0.75,
    ...more,
  }
}

const male = { attribute: 'sex', value: 'male' }

describe('one criterion', () => {
  const states: [string, AcceptanceCriterion, string, number | null][] = [
    ['value reaches the limit', criterion(), 'met', 0.78],
    ['value is the limit', criterion({ limit: 0.78 }), 'met', 0.78],
    ['lower limit does not reach it', criterion({ bound: 'lower' }), 'not-met', 0.72],
    [
      'upper limit stays below',
      criterion({ bound: 'upper', operator: 'at-most', limit: 0.9 }),
      'met',
      0.84,
    ],
    ['at most', criterion({ operator: 'at-most', limit: 0.7 }), 'not-met', 0.78],
    ['absent segment', criterion({ segment: male }), 'not-estimable', null],
    [
      'absent threshold',
      criterion({ metric: 'sensitivity', threshold: 0.9 }),
      'not-estimable',
      null,
    ],
    ['threshold', criterion({ metric: 'sensitivity', threshold: 0.3 }), 'met', 0.78],
  ]
  test.each(states)('%s', (_, each, state, observed) => {
    const { criteria, verdict } = judgeCriteria(report(good), { acceptanceCriteria: [each] })
    expect(criteria[0]).toMatchObject({ state, observed })
    expect(verdict).toBe(state)
  })

  test('a sample too small, no value and no interval are not estimable, with the reason', () => {
    const cases: [Estimate, AcceptanceCriterion, RegExp][] = [
      [
        { ...good, state: 'insufficient', reason: '12 rows, at least 30 needed' },
        criterion(),
        /12 rows/,
      ],
      [undefinedEstimate(evidence, 'no positives'), criterion(), /no positives/],
      [{ ...good, interval: null }, criterion({ bound: 'lower', limit: 0 }), /no lower limit/],
      [
        { ...good, interval: { ...interval, lower: null }, reason: 'no variance' },
        criterion({ bound: 'lower', limit: 0 }),
        /no variance/,
      ],
    ]
    for (const [estimate, each, reason] of cases) {
      const { criteria } = judgeCriteria(report(estimate), { acceptanceCriteria: [each] })
      expect(criteria[0]?.state).toBe('not-estimable')
      expect(criteria[0]?.sentence).toMatch(reason)
    }
  })

  test('its sentence says what was asked and what came out', () => {
    const asked = { acceptanceCriteria: [criterion({ bound: 'lower', segment: male })] }
    const { criteria } = judgeCriteria(report(good, { male: good }), asked)
    expect(criteria[0]?.sentence).toBe(
      'AUROC for sex male with its lower limit at least 0.75: not met, 0.78 (0.72 to 0.84, 95 %) in 400.',
    )
    const many = judgeCriteria(report(good, { male: { ...good, n: 1_234_567 } }), asked)
    expect(many.criteria[0]?.sentence).toMatch(/95 %\) in 1,234,567\.$/)
  })
})

describe('verdict', () => {
  test('is met only where every criterion is', () => {
    const met = criterion({ limit: 0 })
    const missed = criterion({ limit: 1 })
    const open = criterion({ segment: male })
    fc.assert(
      fc.property(fc.array(fc.constantFrom(met, missed, open), { maxLength: 6 }), (asked) => {
        const { verdict, criteria } = judgeCriteria(report(good), { acceptanceCriteria: asked })
        const all = criteria.length > 0 && criteria.every(({ state }) => state === 'met')
        expect(verdict === 'met').toBe(all)
        expect(verdict === 'not-met').toBe(asked.includes(missed))
      }),
    )
  })
})

test('numbers that the suppressed report hides are hidden here, the state stays', () => {
  const hidden: Estimate = {
    ...good,
    value: null,
    interval: null,
    n: 0,
    state: 'insufficient',
    reason: 'hidden: fewer than 11 people',
  }
  const asked = { acceptanceCriteria: [criterion({ limit: 0.1 }), criterion({ segment: male })] }
  const judged = judgeCriteria(report(good, { male: good }), asked)
  const shown = suppressJudgement(judged, report(good, { male: hidden }))
  expect(shown.verdict).toBe(judged.verdict)
  expect(shown.criteria[0]).toEqual(judged.criteria[0])
  expect(shown.criteria[1]).toMatchObject({ state: 'met', observed: null })
  expect(JSON.stringify(shown.criteria[1])).not.toContain('0.78')
  const few: Estimate = { ...good, state: 'insufficient', reason: '7 rows, at least 30 needed' }
  const small = judgeCriteria(report(good, { male: few }), asked)
  const covered = suppressJudgement(small, report(good, { male: hidden }))
  expect(covered.criteria[1]?.state).toBe('not-estimable')
  expect(JSON.stringify(covered.criteria[1])).not.toContain('7 rows')
})
