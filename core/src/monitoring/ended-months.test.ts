import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween } from './days.ts'
import { endedMonths, maturedIn } from './ended-months.ts'

const names = (now: string, count = 3, settleDays = 1) =>
  endedMonths(now, count, settleDays).map(({ name }) => name)

describe('months that are over', () => {
  test('a month is over when its days, and the day to settle, are', () => {
    expect(names('2026-11-01T23:59:59.999Z')).toEqual(['2026-07', '2026-08', '2026-09'])
    expect(names('2026-11-02T00:00:00Z')).toEqual(['2026-08', '2026-09', '2026-10'])
    expect(names('2026-11-01T00:00:00Z', 1, 0)).toEqual(['2026-10'])
  })

  test('have their own lengths, over the turn of a year and in a leap year', () => {
    expect(endedMonths('2028-03-15T00:00:00Z', 3, 1)).toEqual([
      {
        ...{ name: '2027-12', from: '2027-12-01', to: '2027-12-31' },
        ...{ since: '2027-12-01T00:00:00.000Z', until: '2028-01-01T00:00:00.000Z' },
      },
      {
        ...{ name: '2028-01', from: '2028-01-01', to: '2028-01-31' },
        ...{ since: '2028-01-01T00:00:00.000Z', until: '2028-02-01T00:00:00.000Z' },
      },
      {
        ...{ name: '2028-02', from: '2028-02-01', to: '2028-02-29' },
        ...{ since: '2028-02-01T00:00:00.000Z', until: '2028-03-01T00:00:00.000Z' },
      },
    ])
  })

  test('are read in UTC, whatever the zone of the instant', () => {
    expect(names('2026-11-02T01:00:00+02:00', 1)).toEqual(['2026-09'])
  })
})

describe('days whose outcomes became known', () => {
  const [october] = endedMonths('2026-11-10T00:00:00Z', 1, 1)

  test('are those of the month where outcomes are known at once', () => {
    expect(maturedIn(october!, 0, 0)).toEqual({ from: '2026-10-01', to: '2026-10-31' })
  })

  test('lie as far back as one waits for outcomes, in whole days', () => {
    expect(maturedIn(october!, 30, 2)).toEqual({ from: '2026-08-30', to: '2026-09-29' })
    expect(maturedIn(october!, 0.5, 0)).toEqual({ from: '2026-09-30', to: '2026-10-30' })
  })

  test('of months in a row follow each other without a gap, however long one waits', () => {
    const wait = fc.double({ min: 0, max: 400, noNaN: true })
    fc.assert(
      fc.property(wait, wait, fc.integer({ min: 1, max: 12 }), (horizon, grace, count) => {
        const months = endedMonths('2027-01-15T00:00:00Z', count, 1)
        const spans = months.map((month) => maturedIn(month, horizon, grace))
        for (const [at, { from, to }] of spans.entries()) {
          expect(daysBetween(from, to)).toBe(daysBetween(months[at]!.from, months[at]!.to))
          if (at > 0) expect(from).toBe(addDays(spans[at - 1]!.to, 1))
        }
      }),
    )
  })
})
