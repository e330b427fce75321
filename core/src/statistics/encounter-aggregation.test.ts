import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Aggregation, aggregateEncounters, aggregations } from './encounter-aggregation.ts'

const hour = 3_600_000
const row = (encounter: string, hours: number | null, score: number | null) => {
  return { encounter, time: hours === null ? null : hours * hour, score }
}
const outcome = (encounter: string, eventHours: number | null, event = eventHours !== null) => {
  return { encounter, event, eventTime: eventHours === null ? null : eventHours * hour }
}

// One patient whose event comes at hour 10; the highest score of all comes after it.
const rows = [
  row('a', 1, 0.3),
  row('a', 4, 0.7),
  row('a', 8, 0.5),
  row('a', 10, 0.8),
  row('a', 12, 0.9),
]

test.each<[Aggregation, number, number]>([
  ['max', 0.9, 12],
  ['first', 0.3, 1],
  ['last', 0.9, 12],
  ['max-before-event', 0.7, 4],
  ['last-before-event', 0.5, 8],
])('%s of one encounter', (aggregation, score, hours) => {
  const { encounters } = aggregateEncounters(rows, [outcome('a', 10)], { aggregation })
  expect(encounters).toEqual([
    { encounter: 'a', score, time: hours * hour, label: 1, firstAlert: null, leadHours: null },
  ])
})

test('the window keeps rows a useful time ahead, its ends included', () => {
  const at = (leadHours: { least?: number; most?: number }) =>
    aggregateEncounters(rows, [outcome('a', 10)], {
      aggregation: 'last-before-event',
      leadHours,
    })
  expect(at({ least: 2 }).encounters[0]!.time).toBe(8 * hour)
  expect(at({ least: 3 }).encounters[0]!.time).toBe(4 * hour)
  const narrow = at({ least: 3, most: 6 })
  expect(narrow.encounters[0]!.time).toBe(4 * hour)
  expect(narrow.leftOut).toMatchObject({ rowsAtOrAfterEvent: 2, rowsOutsideWindow: 2 })
})

test('the lead time runs from the first alert to the event', () => {
  const options = { aggregation: 'max-before-event', threshold: 0.5 } as const
  const { encounters } = aggregateEncounters(rows, [outcome('a', 10)], options)
  expect(encounters[0]).toMatchObject({ firstAlert: 4 * hour, leadHours: 6 })
})

test('an alert after the event has no lead time, rather than a negative one', () => {
  const options = { aggregation: 'max', threshold: 0.75 } as const
  const { encounters, rowsAfterEventUsed } = aggregateEncounters(rows, [outcome('a', 10)], options)
  expect(encounters[0]).toMatchObject({ firstAlert: 10 * hour, leadHours: null })
  expect(rowsAfterEventUsed).toBe(2)
})

test('without an event there is nothing to be before: all rows count', () => {
  const options = { aggregation: 'max-before-event', leadHours: { most: 2 } } as const
  const { encounters, leftOut } = aggregateEncounters(rows, [outcome('a', null)], options)
  expect(encounters[0]).toMatchObject({ score: 0.9, label: 0, leadHours: null })
  expect(Object.values(leftOut).every((count) => count === 0)).toBe(true)
})

test('at equal times the higher score counts, at equal scores the earlier time', () => {
  const tied = [row('a', 1, 0.2), row('a', 1, 0.6), row('a', 3, 0.6), row('a', 3, 0.1)]
  const one = (aggregation: Aggregation) =>
    aggregateEncounters(tied, [outcome('a', null)], { aggregation }).encounters[0]
  expect(one('first')).toMatchObject({ score: 0.6, time: hour })
  expect(one('last')).toMatchObject({ score: 0.6, time: 3 * hour })
  expect(one('max')).toMatchObject({ score: 0.6, time: hour })
})

describe('what is left out is counted', () => {
  const outcomes = [
    outcome('late', 2),
    outcome('empty', null),
    outcome('timeless', null, true),
    outcome('fine', 9),
  ]
  const messy = [
    row('late', 3, 0.4),
    row('timeless', 1, 0.4),
    row('timeless', 2, 0.4),
    row('fine', 1, 0.4),
    row('fine', null, 0.4),
    row('fine', 2, null),
    row('fine', 2, Number.NaN),
    row('stranger', 1, 0.4),
  ]

  test('for a way that looks before the event', () => {
    const options = { aggregation: 'max-before-event' } as const
    const { encounters, leftOut } = aggregateEncounters(messy, outcomes, options)
    expect(encounters.map(({ encounter }) => encounter)).toEqual(['fine'])
    expect(leftOut).toEqual({
      rowsWithoutOutcome: 1,
      rowsWithoutTime: 1,
      rowsWithoutScore: 2,
      rowsAtOrAfterEvent: 1,
      rowsOutsideWindow: 0,
      rowsOfUnknownEventTime: 2,
      encountersWithoutRows: 1,
      encountersWithoutRowsInWindow: 1,
      encountersWithoutEventTime: 1,
    })
  })

  test('for a way that looks at every row', () => {
    const found = aggregateEncounters(messy, outcomes, { aggregation: 'max' })
    expect(found.encounters.map(({ encounter, label }) => [encounter, label])).toEqual([
      ['late', 1],
      ['timeless', 1],
      ['fine', 1],
    ])
    expect(found.leftOut).toMatchObject({ encountersWithoutRows: 1, rowsWithoutTime: 1 })
    expect(found.rowsAfterEventUsed).toBe(1)
  })
})

describe('laws', () => {
  const names = ['a', 'b', 'c', 'd']
  const someRows = fc.array(
    fc
      .tuple(
        fc.constantFrom(...names, 'unknown'),
        fc.option(fc.integer({ min: 0, max: 20 })),
        fc.option(fc.integer({ min: 0, max: 4 })),
      )
      .map(([encounter, hours, score]) => row(encounter, hours, score)),
    { maxLength: 40 },
  )
  const outcomes = [outcome('a', 10), outcome('b', null), outcome('c', null, true), outcome('d', 5)]
  const ways = fc.constantFrom(...aggregations)

  test('the order of the rows does not matter', () => {
    fc.assert(
      fc.property(someRows, ways, (some, aggregation) => {
        const options = { aggregation, threshold: 2 }
        const one = aggregateEncounters(some, outcomes, options)
        expect(aggregateEncounters(some.toReversed(), outcomes, options)).toEqual(one)
      }),
    )
  })

  test('every encounter and every row is used or counted as left out', () => {
    fc.assert(
      fc.property(someRows, ways, (some, aggregation) => {
        const { encounters, leftOut } = aggregateEncounters(some, outcomes, { aggregation })
        const missing =
          leftOut.encountersWithoutRows +
          leftOut.encountersWithoutRowsInWindow +
          leftOut.encountersWithoutEventTime
        expect(encounters.length + missing).toBe(outcomes.length)
        for (const { encounter, label, time } of encounters) {
          const { event, eventTime } = outcomes.find((o) => o.encounter === encounter)!
          expect(label).toBe(event ? 1 : 0)
          if (aggregation.endsWith('event') && eventTime !== null) {
            expect(time).toBeLessThan(eventTime)
          }
        }
      }),
    )
  })
})

test('programming errors are refused', () => {
  const run = (outcomes: ReturnType<typeof outcome>[], options: object) => () =>
    aggregateEncounters([], outcomes, { aggregation: 'max-before-event', ...options })
  expect(run([outcome('a', 1), outcome('a', 2)], {})).toThrow('two outcomes')
  expect(run([outcome('a', 1, false)], {})).toThrow(RangeError)
  expect(run([], { leadHours: { least: 5, most: 2 } })).toThrow(RangeError)
  expect(run([], { threshold: Number.NaN })).toThrow(RangeError)
  expect(run([], { aggregation: 'max', leadHours: { least: 5 } })).toThrow(RangeError)
})
