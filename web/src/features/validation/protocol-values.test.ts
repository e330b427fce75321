import { validationProtocolContent } from '@primum/core/validation/protocol'
import { expect, test } from 'vitest'
import { contentOf, newCriterion, startValues, thresholdsOf } from './protocol-values.ts'

const known = { intendedUse: 'Adults at discharge.', thresholds: [0.3, 0.2], groups: ['sex'] }

test('what is written in the form is a protocol that the rules accept', () => {
  const values = startValues(known)
  const first = values.acceptanceCriteria[0]
  const content = contentOf({
    ...values,
    title: 'External validation',
    acceptanceCriteria: [
      { ...newCriterion('auroc', null), limit: 0.7 },
      { ...newCriterion('sensitivity', 0.3), limit: 0.6, attribute: 'sex', value: 'female' },
    ],
  })
  expect(first?.bound).toBe('lower')
  const parsed = validationProtocolContent.parse(content)
  expect(parsed.thresholds).toEqual([0.2, 0.3])
  expect(parsed.acceptanceCriteria[1]?.segment).toEqual({ attribute: 'sex', value: 'female' })
})

test('a limit that is missing is asked for at its field, not made up', () => {
  const values = { ...startValues(known), title: 'x' }
  expect(() => contentOf(values)).toThrow(
    expect.objectContaining({
      errors: [expect.objectContaining({ path: 'acceptanceCriteria.0.limit' })],
    }),
  )
})

test('a criterion looks at the end of the interval that could do harm', () => {
  expect(newCriterion('brier-score', 0.3)).toMatchObject({
    threshold: null,
    bound: 'upper',
    operator: 'at-most',
  })
  expect(newCriterion('sensitivity', 0.3)).toMatchObject({ threshold: 0.3, bound: 'lower' })
})

test('thresholds are numbers in order, each once', () => {
  expect(thresholdsOf({ thresholds: ['0,4', '0.2', '0.2', 'x'] })).toEqual([0.2, 0.4])
})
