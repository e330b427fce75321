import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import type { JudgedCriterion } from '@primum/core/validation/judge-criteria'
import { okEstimate } from '@primum/core/statistics/estimate'
import { expect, test } from 'vitest'
import { criterionWords, judgedWords } from './criterion-words.ts'

const criterion: JudgedCriterion = {
  metric: 'sensitivity',
  threshold: 0.3,
  segment: null,
  bound: 'lower',
  operator: 'at-least',
  limit: 0.7,
  state: 'met',
  observed: 0.72,
  reason: null,
  sentence: '',
}
const interval = { lower: 0.72, upper: 0.81, level: 0.95, method: 'Wilson' }
const evidence = { method: 'sensitivity', n: 1200, positives: 1200, negatives: 0 }
const segment = {
  atThresholds: [
    { threshold: 0.3, metrics: { sensitivity: okEstimate(evidence, 0.77, interval) } },
  ],
}
const report = { overall: segment, groups: [] } as unknown as EvaluationReport

test('what was asked and what was measured stand in one sentence, in the metric’s unit', () => {
  expect(judgedWords(criterion, report).replaceAll('\u00a0', ' ')).toBe(
    'Sensitivity (recall) at 0.3: lower end of the interval at least 70.0 %. ' +
      'Measured: 77.0 % (72.0 % to 81.0 %, n = 1,200).',
  )
})

test('a limit is shown as it was written', () => {
  const asked = { ...criterion, metric: 'auroc' as const, threshold: null, limit: 0.7 }
  expect(criterionWords(asked)).toBe(
    'AUROC (discrimination): lower end of the interval at least 0.7',
  )
})

test('a group that the report does not show says why', () => {
  const of = { ...criterion, segment: { attribute: 'site', value: 'north' } }
  const open = {
    ...of,
    state: 'not-estimable' as const,
    reason: 'nobody in the data has site north',
  }
  expect(judgedWords(open, report)).toContain('Not estimable: nobody in the data has site north.')
  const hidden = { ...of, reason: 'hidden: fewer than 11 people' }
  expect(judgedWords(hidden, report)).toContain('may not be shown: hidden: fewer than 11 people.')
})
