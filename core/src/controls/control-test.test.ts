import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueDay } from './control-test.ts'

test.each([
  ['2026-01-15T10:00:00Z', 3, '2026-04-15'],
  ['2026-01-31T10:00:00Z', 1, '2026-02-28'],
  ['2028-01-31T10:00:00Z', 1, '2028-02-29'],
  ['2028-02-29T23:59:59Z', 12, '2029-02-28'],
  ['2026-08-31T00:00:00Z', 6, '2027-02-28'],
  ['2026-10-31T00:00:00Z', 1, '2026-11-30'],
  ['2026-12-31T23:59:59Z', 2, '2027-02-28'],
  ['2026-11-22T12:00:00Z', 60, '2031-11-22'],
])('a test that ran at %s is due every %i months, so on %s', (ranAt, months, day) => {
  expect(dueDay(new Date(ranAt), months)).toBe(day)
})

test('it is due in the month that is meant, and never later in it than it ran', () => {
  const day = fc.date({
    min: new Date('2000-01-01'),
    max: new Date('2100-01-01'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 60 }), (ranAt, months) => {
      const [year, month, date] = dueDay(ranAt, months).split('-').map(Number)
      const ran = ranAt.getUTCFullYear() * 12 + ranAt.getUTCMonth()
      expect(year! * 12 + month! - 1).toBe(ran + months)
      expect(date).toBeLessThanOrEqual(ranAt.getUTCDate())
      if (ranAt.getUTCDate() <= 28) expect(date).toBe(ranAt.getUTCDate())
    }),
  )
})
