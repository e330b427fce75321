import { expect, test } from 'vitest'
import { validationProtocolContent } from './protocol.ts'

const primary = { metric: 'auroc' }
const criterion = { metric: 'auroc', bound: 'lower', operator: 'at-least', limit: 0.7 }
const content = {
  title: 'Local validation',
  intendedPopulation: 'Adult inpatients.',
  primaryMetric: primary,
  acceptanceCriteria: [criterion],
  subgroups: ['sex'],
  thresholds: [0.5, 0.3],
  unit: {},
}
const problems = (more: Record<string, unknown>) => {
  const parsed = validationProtocolContent.safeParse({ ...content, ...more })
  return parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []
}

test('fills what is left open and sorts the thresholds', () => {
  const parsed = validationProtocolContent.parse(content)
  expect(parsed.thresholds).toEqual([0.3, 0.5])
  expect(parsed.unit.aggregation).toBe('none')
  expect(parsed.requiredPrecision).toBeNull()
  expect(parsed.acceptanceCriteria[0]).toMatchObject({ threshold: null, segment: null })
  // What was parsed once is stored, and parses to itself.
  expect(validationProtocolContent.parse(parsed)).toEqual(parsed)
})

test('a metric of flags needs a listed threshold, a metric of scores has none', () => {
  const flags = { ...criterion, metric: 'sensitivity' }
  expect(problems({ acceptanceCriteria: [criterion, flags] })).toEqual([
    'acceptanceCriteria.1.threshold: Sensitivity needs a threshold',
  ])
  expect(problems({ acceptanceCriteria: [criterion, { ...flags, threshold: 0.4 }] })).toEqual([
    'acceptanceCriteria.1.threshold: 0.4 is not among the thresholds',
  ])
  expect(problems({ acceptanceCriteria: [criterion, { ...criterion, threshold: 0.3 }] })).toEqual([
    'acceptanceCriteria.1.threshold: AUROC has no threshold',
  ])
})

test('a criterion of a segment names a subgroup of the protocol', () => {
  const segment = { attribute: 'race', value: 'other' }
  expect(problems({ acceptanceCriteria: [criterion, { ...criterion, segment }] })).toEqual([
    'acceptanceCriteria.1.segment.attribute: race is not among the subgroups',
  ])
})

test('the primary metric has a criterion for everyone', () => {
  expect(problems({ primaryMetric: { metric: 'brier-score' } })).toEqual([
    'acceptanceCriteria: no criterion says what the primary metric has to reach',
  ])
  const segment = { attribute: 'sex', value: 'male' }
  expect(problems({ acceptanceCriteria: [{ ...criterion, segment }] })).toHaveLength(1)
  expect(problems({ acceptanceCriteria: [] })).not.toEqual([])
})

test('refuses lists with repeats and a precision that asks for nothing', () => {
  expect(problems({ thresholds: [0.3, 0.3] })).toHaveLength(1)
  expect(problems({ subgroups: ['sex', 'sex'] })).toHaveLength(1)
  expect(problems({ requiredPrecision: { prevalence: 0.1 } })).toEqual([
    'requiredPrecision: name at least one interval that has to be precise',
  ])
})
