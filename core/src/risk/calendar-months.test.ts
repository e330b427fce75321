import { expect, test } from 'vitest'
import { addMonths } from './calendar-months.ts'

test.each([
  ['2026-11-22T10:00:00Z', 12, '2027-11-22T10:00:00.000Z'],
  ['2026-08-31T00:00:00Z', 6, '2027-02-28T00:00:00.000Z'],
  ['2028-02-29T00:00:00Z', 12, '2029-02-28T00:00:00.000Z'],
  ['2026-12-15T00:00:00Z', 1, '2027-01-15T00:00:00.000Z'],
])('%s and %i months is %s', (from, months, to) => {
  expect(addMonths(new Date(from), months).toISOString()).toBe(to)
})
