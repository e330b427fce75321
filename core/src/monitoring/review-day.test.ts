import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OutputReview } from './review-day.ts'
import {
  countOutput,
  decidingReviews,
  emptyReviewDay,
  mergeReviewDay,
  reviewDaySchema,
} from './review-day.ts'
import { reviewBy } from './test-reviews.ts'

const yes = fc.constantFrom(true, false, null)
const review = fc.record({
  kind: fc.constantFrom('human' as const, 'automated' as const),
  rating: fc.constantFrom(null, 1, 2, 3, 4, 5),
  ...{ omission: yes, hallucination: yes, harm: yes, refusal: yes, escalation: yes },
  editDistance: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
})
const output = fc
  .array(review, { minLength: 1, maxLength: 4 })
  .map((all): OutputReview[] => all.map((each, i) => ({ ...each, reviewer: `r${i}` })))
const outputs = fc.array(output, { maxLength: 12 })

function dayOf(all: readonly OutputReview[][]) {
  const day = emptyReviewDay()
  for (const each of all) countOutput(day, each)
  return day
}

describe('counts of reviewed outputs', () => {
  test('add up in any order and any parts', () => {
    fc.assert(
      fc.property(outputs, outputs, (first, second) => {
        const merged = dayOf(first)
        mergeReviewDay(merged, dayOf(second))
        expect(merged).toEqual(dayOf([...second, ...first]))
      }),
      { numRuns: 60 },
    )
  })

  test('take back exactly what was added, so that a corrected review leaves no trace', () => {
    fc.assert(
      fc.property(outputs, output, output, (others, before, after) => {
        const day = dayOf([...others, before])
        countOutput(day, before, -1)
        countOutput(day, after)
        expect(day).toEqual(dayOf([...others, after]))
      }),
      { numRuns: 60 },
    )
  })

  test('survive storing', () => {
    fc.assert(
      fc.property(outputs, (all) => {
        const day = dayOf(all)
        expect(reviewDaySchema.parse(JSON.parse(JSON.stringify(day)))).toEqual(day)
      }),
      { numRuns: 30 },
    )
    expect(reviewDaySchema.parse({})).toEqual(emptyReviewDay())
  })
})

test('people decide where one has looked', () => {
  const program = reviewBy('p', { kind: 'automated', harm: true })
  const person = reviewBy('a', { harm: false })
  expect(decidingReviews([program])).toEqual([program])
  expect(decidingReviews([program, person])).toEqual([person])
  const day = dayOf([[program, person]])
  expect(day.findings.harm).toEqual({
    votes: { '1/0': 1 },
    allVotes: { '1/1': 1 },
    pairs: { '["a","p"]': [0, 1, 0, 0] },
  })
})

test('a mean of up to ten ratings is exact', () => {
  const ratings = [5, 4, 4, 3, 5, 2, 1]
  const day = dayOf([ratings.map((rating, i) => reviewBy(`r${i}`, { rating }))])
  expect(day.rating.sum / 10_080).toBe((24 / 7 - 1) / 4)
})
