import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cohensKappa } from '../statistics/cohens-kappa.ts'
import { crossCounts } from '../statistics/cross-counts.ts'
import { fleissKappa } from '../statistics/fleiss-kappa.ts'
import type { Finding, Review } from '../statistics/review-rates.ts'
import { reviewRates } from '../statistics/review-rates.ts'
import type { MetricName } from './metric-kind.ts'
import { isReviewed, isReviewedRate, metricNames } from './metric-kind.ts'
import type { OutputReview } from './review-day.ts'
import { countOutput, emptyReviewDay } from './review-day.ts'
import { computeReview, findingOf, reviewEstimate } from './review-metric.ts'
import { reviewBy, reviewDays } from './test-reviews.ts'

const yes = fc.constantFrom(true, false, null)
const review = fc.record({
  rating: fc.constantFrom(null, 1, 2, 3, 4, 5),
  ...{ omission: yes, hallucination: yes, harm: yes, refusal: yes, escalation: yes },
})
const outputs = fc.array(fc.array(review, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 20,
})

const sumOf = (all: readonly OutputReview[][]) => {
  const sum = emptyReviewDay()
  for (const each of all) countOutput(sum, each)
  return sum
}
const asFinding = (found: boolean | null): Finding => (found === null ? null : found ? 1 : 0)

test('rates and agreement equal those of the rows', () => {
  fc.assert(
    fc.property(outputs, (all) => {
      const named = all.map((each) => each.map((one, i) => reviewBy(`r${i}`, one)))
      const rows = named.flatMap((each, item) =>
        each.map(
          ({ reviewer, rating, omission, hallucination, harm, refusal, escalation }): Review => ({
            ...{ reviewer, item: String(item), rating: rating as Review['rating'] },
            ...{ omission: asFinding(omission), hallucination: asFinding(hallucination) },
            ...{ harm: asFinding(harm), refusal: asFinding(refusal) },
            escalation: asFinding(escalation),
          }),
        ),
      )
      const exact = reviewRates(rows)
      const sum = sumOf(named)
      for (const metric of metricNames.filter(isReviewedRate)) {
        const { value, interval, n, detail } = reviewEstimate({ metric }, sum, 0)
        const name = findingOf(metric)
        expect({ value, interval, n }, metric).toEqual({
          ...{ value: exact[name].value, interval: exact[name].interval, n: exact[name].n },
        })
        expect(detail!.counts!['ties']).toBe(exact[name].ties)
        const kappa = reviewEstimate({ metric: 'reviewer-agreement', feature: name }, sum, 0)
        if (!kappa.method.startsWith('Fleiss')) continue
        expect(kappa.n).toBe(exact[name].agreement.n)
        if (kappa.value !== null) expect(kappa.value).toBeCloseTo(exact[name].agreement.value!, 12)
      }
    }),
    { numRuns: 60 },
  )
})

describe('agreement', () => {
  const said = [1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1, 1].map(Boolean)
  const other = [1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 0].map(Boolean)
  const pairs = said.map((harm, i) => [reviewBy('a', { harm }), reviewBy('b', { harm: other[i]! })])
  const of = (all: OutputReview[][]) =>
    reviewEstimate({ metric: 'reviewer-agreement', feature: 'harm' }, sumOf(all), 0)

  test('of the same two reviewers is Cohen\u2019s kappa', () => {
    const words = (all: boolean[]) => all.map((each) => (each ? 'found' : 'absent'))
    const table = crossCounts(['absent', 'found'], words(said), words(other))
    const { observedAgreement, ...kappa } = cohensKappa(table)
    expect(of(pairs)).toEqual({ ...kappa, baselineValue: null, detail: { observedAgreement } })
  })

  test('of changing reviewers, or of more than two, is Fleiss\u2019 kappa', () => {
    const third = [reviewBy('a', { harm: true }), reviewBy('c', { harm: true })]
    const found = of([...pairs, third])
    const counts = pairs.map(([a, b]) => {
      const yeses = Number(a!.harm) + Number(b!.harm)
      return [2 - yeses, yeses]
    })
    expect(found.value).toBeCloseTo(fleissKappa([...counts, [0, 2]]).value!, 12)
    expect(found.n).toBe(13)
    expect(of([[...third, reviewBy('b', { harm: false })]]).method).toMatch(/^Fleiss/)
  })

  test('where one category was used throughout, or nobody looked twice, has no value', () => {
    const same = [reviewBy('a', { harm: false }), reviewBy('b', { harm: false })]
    expect(of([same, same])).toMatchObject({ state: 'undefined', value: null })
    expect(of([[reviewBy('a', { harm: true })]]).reason).toMatch(/no item has two ratings/)
  })
})

describe('means', () => {
  const start = '2026-01-01'
  const days = reviewDays(start, 4, 25, (day, output) => ({
    rating: 1 + ((day + output) % 5),
    editDistance: 0.25,
  }))
  const window = { from: start, to: '2026-01-04' }

  test('are in the unit of the reviewers, with an interval', () => {
    const found = computeReview({ metric: 'mean-rating' }, days, window, 30)
    expect(found).toMatchObject({ state: 'ok', value: 3, n: 100 })
    // 1.96 standard errors of a uniform choice of five, divisor n - 1.
    expect(found.interval!.upper! - 3).toBeCloseTo(1.959964 * Math.sqrt(2 / 99), 5)
  })

  test('without spread have no interval, and say so; too few are insufficient', () => {
    const found = computeReview({ metric: 'mean-edit-distance' }, days, window, 101)
    expect(found).toMatchObject({ state: 'insufficient', value: 0.25, interval: null })
    expect(found.reason).toMatch(/leave no spread/)
  })
})

test('every metric of reviews has a state without any review, and never a number', () => {
  for (const metric of metricNames.filter(isReviewed)) {
    expect(reviewEstimate({ metric }, emptyReviewDay(), 30)).toMatchObject({
      ...{ value: null, interval: null, n: 0, state: 'undefined', baselineValue: null },
    })
  }
  expect(() => reviewEstimate({ metric: 'auroc' as MetricName }, emptyReviewDay(), 0)).toThrow(
    RangeError,
  )
})
