import { expect, test } from 'vitest'
import { defaultsOf, fieldsOf, parameterWords } from './query-parameters.ts'

const parameters = {
  type: 'object',
  properties: {
    tiers: {
      ...{ type: 'array', default: [1, 2], description: 'Of which tiers' },
      items: { type: 'integer', minimum: 1, maximum: 4 },
    },
    months: { type: 'integer', minimum: 1, maximum: 60, default: 12, description: 'How old' },
    note: { type: 'string' },
  },
}

test('whole numbers and lists of them become fields, with their bounds', () => {
  expect(fieldsOf({ parameters })).toEqual([
    { name: 'tiers', about: 'Of which tiers', minimum: 1, maximum: 4, several: true },
    { name: 'months', about: 'How old', minimum: 1, maximum: 60, several: false },
  ])
  expect(fieldsOf({ parameters: { type: 'object' } })).toEqual([])
})

test('a form begins with the defaults of the query', () => {
  expect(defaultsOf({ parameters })).toEqual({ tiers: [1, 2], months: 12 })
})

test('parameters are read as words', () => {
  expect(parameterWords({ tiers: [1, 2], months: 12 })).toBe('Tiers 1, 2; Months 12')
  expect(parameterWords({})).toBe('')
})
