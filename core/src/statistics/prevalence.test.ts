import { expect, test } from 'vitest'
import { prevalence } from './prevalence.ts'
import { relativeError } from './reference/relative-error.ts'
import reference from './reference/utility-prevalence.json' with { type: 'json' }

test('agrees with pandas, which leaves the missing out, and statsmodels', () => {
  for (const { value, lower, upper, ...outcomes } of reference.cases) {
    const actual = prevalence(outcomes)
    expect(relativeError(actual.value, value)).toBeLessThan(1e-12)
    expect(relativeError(actual.interval!.lower, lower)).toBeLessThan(1e-9)
    expect(relativeError(actual.interval!.upper, upper)).toBeLessThan(1e-9)
    expect(actual).toMatchObject({ n: outcomes.positives + outcomes.negatives, state: 'ok' })
    expect(actual.unknown).toBe(outcomes.unknown)
  }
})

test('without a known outcome there is no prevalence', () => {
  expect(prevalence({ positives: 0, negatives: 0, unknown: 40 })).toMatchObject({
    value: null,
    interval: null,
    state: 'undefined',
    unknown: 40,
    reason: 'no predictions with a known outcome: the denominator is zero',
  })
})

test('unknown outcomes do not help a sample to its minimum', () => {
  const few = prevalence({ positives: 2, negatives: 3, unknown: 100 }, { minimum: 30 })
  expect(few).toMatchObject({ value: 0.4, state: 'insufficient' })
})

test('what is no count is refused', () => {
  expect(() => prevalence({ positives: 1, negatives: 1, unknown: -1 })).toThrow(RangeError)
})
