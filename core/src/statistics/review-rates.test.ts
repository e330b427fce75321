import { describe, expect, test } from 'vitest'
import reference from './reference/review-rates.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { findingNames, type Review, reviewRates } from './review-rates.ts'

function review(item: string, reviewer: string, change: Partial<Review> = {}): Review {
  const findings = { omission: 0, hallucination: 0, harm: 0, refusal: 0, escalation: 0 } as const
  return { item, reviewer, rating: 5, ...findings, ...change }
}

test('agrees with pandas and statsmodels', () => {
  for (const { rows, value, lower, upper, reviewers, ties } of reference.cases) {
    const reviews = rows.map(([item, reviewer, found]) =>
      review(String(item), String(reviewer), { harm: found === 1 ? 1 : 0 }),
    )
    const { harm, omission } = reviewRates(reviews)
    expect(relativeError(harm.value, value)).toBeLessThan(1e-12)
    expect(relativeError(harm.interval!.lower, lower)).toBeLessThan(1e-9)
    expect(relativeError(harm.interval!.upper, upper)).toBeLessThan(1e-9)
    expect(harm).toMatchObject({ reviewers, ties, reviews: rows.length })
    expect(omission).toMatchObject({ value: 0, n: harm.n, state: 'ok' })
  }
})

describe('the item is the unit', () => {
  test('more reviewers of one item do not make more items', () => {
    const reviews = ['a', 'b', 'c'].map((reviewer) => review('note', reviewer, { harm: 1 }))
    expect(reviewRates(reviews).harm).toMatchObject({ value: 1, n: 1, reviews: 3, reviewers: 3 })
  })

  test('the majority counts, and a tie counts as found', () => {
    const found = (item: string, findings: (0 | 1)[]) =>
      findings.map((omission, i) => review(item, `r${i}`, { omission }))
    const { omission } = reviewRates([
      ...found('one of three', [1, 0, 0]),
      ...found('two of three', [1, 0, 1]),
      ...found('tie', [0, 1]),
      ...found('alone', [0]),
    ])
    expect(omission).toMatchObject({ value: 0.5, n: 4, ties: 1, reviews: 9 })
  })

  test('the order of the reviews does not matter', () => {
    const reviews = [
      review('a', 'x', { refusal: 1 }),
      review('b', 'x'),
      review('a', 'y'),
      review('b', 'y', { refusal: null, rating: 1 }),
    ]
    expect(reviewRates(reviews.toReversed())).toEqual(reviewRates(reviews))
  })
})

describe('what was not judged takes no part', () => {
  const reviews = [
    review('a', 'x', { hallucination: null, rating: null }),
    review('a', 'y', { hallucination: 1, rating: 2 }),
    review('b', 'x', { hallucination: null, rating: 3 }),
  ]

  test('an unjudged finding is neither found nor absent', () => {
    const { hallucination } = reviewRates(reviews)
    expect(hallucination).toMatchObject({ value: 1, n: 1, reviewers: 1, reviews: 1 })
  })

  test('ratings of 1 and 2 are low', () => {
    expect(reviewRates(reviews)['low-rating']).toMatchObject({ value: 0.5, n: 2 })
  })

  test('nothing judged is undefined for every finding', () => {
    const rates = reviewRates([])
    for (const name of findingNames) {
      expect(rates[name]).toMatchObject({ value: null, state: 'undefined', n: 0, reviewers: 0 })
      expect(rates[name].agreement.state).toBe('undefined')
    }
  })
})

describe('agreement stands beside the rate', () => {
  test('over the items that two judged', () => {
    const pair = (item: string, x: 0 | 1, y: 0 | 1) => [
      review(item, 'x', { harm: x }),
      review(item, 'y', { harm: y }),
    ]
    const { harm } = reviewRates([
      ...pair('a', 1, 1),
      ...pair('b', 0, 0),
      ...pair('c', 0, 1),
      ...pair('d', 0, 0),
      review('e', 'x'),
    ])
    expect(harm).toMatchObject({ n: 5, value: 0.4 })
    expect(harm.agreement).toMatchObject({ n: 4, observedAgreement: 0.75 })
    // Shares 3/8 and 5/8, chance 34/64.
    expect(harm.agreement.value).toBeCloseTo((0.75 - 34 / 64) / (1 - 34 / 64), 12)
    expect(harm.agreement.reason).toContain('1 items with fewer than two ratings')
  })

  test('cannot be told where each item has one reviewer', () => {
    const { harm } = reviewRates([review('a', 'x'), review('b', 'y')])
    expect(harm.state).toBe('ok')
    expect(harm.agreement).toMatchObject({ state: 'undefined', reason: 'no item has two ratings' })
  })
})

test('the minimum counts items', () => {
  const { harm } = reviewRates([review('a', 'x'), review('a', 'y')], { minimum: 2 })
  expect(harm).toMatchObject({ state: 'insufficient', reason: '1 items judged, at least 2 needed' })
})

test('impossible input is refused', () => {
  expect(() => reviewRates([review('a', 'x'), review('a', 'x')])).toThrow(
    'review at index 1: "x" reviewed item "a" twice',
  )
  const rating = 6 as 5
  expect(() => reviewRates([review('a', 'x', { rating })])).toThrow('a rating of 6')
  const harm = 2 as 1
  expect(() => reviewRates([review('a', 'x', { harm })])).toThrow('harm is 2')
})
