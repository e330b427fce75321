import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recoverableCells } from '@primum/core/fairness/recoverable-cells'
import { isSmallCount } from '@primum/core/fairness/small-cell-suppression'
import { durationCount } from '@primum/core/monitoring/log-histogram'
import { emptyOperations, mergeOperations } from '@primum/core/monitoring/operations-day'
import type { OperationsDay } from '@primum/core/monitoring/operations-day'
import { shownDay } from './shown-day.ts'
import type { Kind } from './shown-day.ts'

const count = fc.oneof(fc.nat(14), fc.nat(80), fc.constant(0))
const operations = fc
  .record({ predictions: count, outcomes: count, ok: count, accepted: count, overridden: count })
  .map(({ predictions, outcomes, ...more }): OperationsDay => {
    const delays = { predictionDelays: { '1': predictions }, outcomeDelays: { '1': outcomes } }
    return { ...emptyOperations(), ...delays, ...more }
  })

const numbers: [Kind, (day: OperationsDay) => number][] = [
  ['predictions', (day) => durationCount(day.predictionDelays)],
  ['outcomes', (day) => durationCount(day.outcomeDelays)],
  ['calls', (day) => day.ok + day.error + day.timeout],
  ['answers', (day) => day.accepted],
  ['answers', (day) => day.overridden],
]

test('no small count of a site, of everyone or of the rest is shown, or told by the others', () => {
  const days = fc.tuple(fc.array(operations, { maxLength: 4 }), operations)
  fc.assert(
    fc.property(days, ([all, elsewhere]) => {
      const everyone = emptyOperations()
      for (const each of [...all, elsewhere]) mergeOperations(everyone, each)
      const sites = new Map(all.map((each, index) => [`site-${index}`, each]))
      const shown = ['', ...sites.keys()].map((site) => shownDay({ everyone, sites }, site))
      for (const [kind, of] of numbers) {
        const [total, ...parts] = shown.map(({ sum, hidden }) => (hidden[kind] ? null : of(sum)))
        expect([total, ...parts].some((each) => isSmallCount(each ?? 0))).toBe(false)
        // Nobody is ever told of the rest itself.
        const told = recoverableCells([[...parts, null, total ?? null]])
        expect(told.some(({ value }) => isSmallCount(value))).toBe(false)
      }
    }),
    { numRuns: 300 },
  )
})

test('a day of enough everywhere is shown as it is', () => {
  const each = { ...emptyOperations(), predictionDelays: { '1': 40 }, ok: 39, error: 1 }
  const everyone = emptyOperations()
  for (const day of [each, each]) mergeOperations(everyone, day)
  const sites = new Map([['north', each]])
  expect(shownDay({ everyone, sites }, '').sum).toEqual(everyone)
  expect(shownDay({ everyone, sites }, 'north').sum).toEqual(each)
})
