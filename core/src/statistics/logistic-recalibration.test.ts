import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expit } from './logit.ts'
import { clippedLogit, logisticRecalibration } from './logistic-recalibration.ts'
import reference from './reference/calibration-models.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { exactCounts } from './scored-counts.ts'

test('agrees with the GLM of statsmodels', () => {
  for (const { probabilities, labels, ...expected } of reference.cases) {
    const counts = exactCounts(probabilities, labels)
    const both = logisticRecalibration(counts)
    const alone = logisticRecalibration(counts, 'intercept')
    if ('reason' in both || 'reason' in alone) throw new Error('no fit')
    expect(relativeError(both.intercept, expected.intercept)).toBeLessThan(1e-9)
    expect(relativeError(both.slope, expected.slope.value)).toBeLessThan(1e-9)
    expect(relativeError(both.interceptError, expected.interceptError)).toBeLessThan(1e-9)
    expect(relativeError(both.slopeError, expected.slope.error)).toBeLessThan(1e-9)
    expect(relativeError(alone.intercept, expected.inTheLarge.value)).toBeLessThan(1e-9)
    expect(relativeError(alone.interceptError, expected.inTheLarge.error)).toBeLessThan(1e-9)
    expect(alone).toMatchObject({ slope: 1, slopeError: null })
  }
})

const groups = fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 })), {
  minLength: 2,
  maxLength: 30,
})

test('at the fit, expected events equal observed events, and so do their mean log-odds', () => {
  fc.assert(
    fc.property(groups, (pairs) => {
      const scores = pairs.map((_, i) => i / (pairs.length - 1))
      const counts = {
        scores,
        positives: pairs.map(([events]) => events),
        negatives: pairs.map(([, others]) => others),
      }
      const fit = logisticRecalibration(counts)
      if ('reason' in fit) {
        expect(fit.reason).toMatch(/needed|separates|vary/)
        return
      }
      let [events, moment, n] = [0, 0, 0]
      pairs.forEach(([positives, negatives], i) => {
        const x = clippedLogit(scores[i]!)
        const residual = positives - (positives + negatives) * expit(fit.intercept + fit.slope * x)
        events += residual
        moment += residual * x
        n += positives + negatives
      })
      expect(Math.abs(events)).toBeLessThan(1e-9 * n)
      expect(Math.abs(moment)).toBeLessThan(1e-8 * n)
    }),
    { numRuns: 300 },
  )
})

describe('where no fit exists', () => {
  test.each([
    ['complete separation', [0.1, 0.2, 0.7, 0.8], [0, 0, 1, 1], /separates/],
    ['separation the other way', [0.1, 0.2, 0.7, 0.8], [1, 1, 0, 0], /separates/],
    ['separation but for a tie', [0.1, 0.2, 0.2, 0.8], [0, 0, 1, 1], /separates/],
    ['constant predictions', [0.3, 0.3, 0.3, 0.3], [0, 1, 0, 1], /do not vary/],
    ['predictions equal once clipped', [0, 1e-7, 0, 1e-7], [0, 1, 1, 0], /do not vary/],
    ['no events', [0.1, 0.2, 0.3, 0.4], [0, 0, 0, 0], /0 events and 4/],
    ['nothing', [], [], /one of each/],
  ])('%s is told', (_, scores, labels, reason) => {
    const fit = logisticRecalibration(exactCounts(scores, labels))
    expect('reason' in fit && fit.reason).toMatch(reason)
  })

  test('one crossing pair is enough for a finite slope', () => {
    const fit = logisticRecalibration(exactCounts([0.1, 0.3, 0.2, 0.8], [0, 0, 1, 1]))
    expect('slope' in fit && Number.isFinite(fit.slope)).toBe(true)
  })

  test('separated classes and constant predictions still have an intercept', () => {
    for (const scores of [
      [0.1, 0.2, 0.7, 0.8],
      [0.3, 0.3, 0.3, 0.3],
    ]) {
      expect(logisticRecalibration(exactCounts(scores, [0, 0, 1, 1]), 'intercept')).toHaveProperty(
        'intercept',
      )
    }
  })
})

test('predictions far off are reached from any distance', () => {
  const counts = { scores: [0, 1e-5, 0.999], positives: [500, 900, 1], negatives: [400, 10, 700] }
  const fit = logisticRecalibration(counts)
  expect('slope' in fit && fit.slope < 0).toBe(true)
  const alone = logisticRecalibration(counts, 'intercept')
  expect('intercept' in alone && alone.intercept > 0).toBe(true)
})

test('a score that is no probability is refused', () => {
  expect(() => clippedLogit(1.1)).toThrow(RangeError)
  expect(() => clippedLogit(NaN)).toThrow(RangeError)
  expect(() => logisticRecalibration(exactCounts([-0.1, 0.5], [0, 1]))).toThrow(/-0.1/)
})
