import { expect, test } from 'vitest'
import { changedFields, emptyValues, toFields } from './form-values.ts'

test('what is left empty is not stated, rather than an empty text', () => {
  const fields = toFields({ ...emptyValues(), name: 'Sepsis alert' })
  expect(fields).toMatchObject({ name: 'Sepsis alert', vendor: null, traits: [], usesPhi: null })
})

test('an edit sends what changed and nothing else', () => {
  const before = { ...emptyValues(), name: 'A', dataTypes: ['vitals'] }
  expect(changedFields(before, { ...before, dataTypes: ['vitals', 'labs'], vendor: ' ' })).toEqual({
    dataTypes: ['vitals', 'labs'],
  })
})
