import { expect, test } from 'vitest'
import { mannWhitney } from './mann-whitney.ts'
import reference from './reference/discrimination.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { exactCounts } from './scored-counts.ts'

test('agrees with scikit-learn', () => {
  for (const { name, scores, labels, auroc } of reference.cases) {
    const { area } = mannWhitney(exactCounts(scores, labels))
    expect(relativeError(area, auroc), `${name}`).toBeLessThan(1e-12)
  }
})

test('counts the share of tied pairs', () => {
  const groups = { positives: [1, 1], negatives: [1, 1] }
  expect(mannWhitney(groups)).toEqual({ area: 0.5, tied: 0.5, positives: 2, negatives: 2 })
})

test('needs a pair', () => {
  const none = { area: null, tied: null }
  expect(mannWhitney({ positives: [3], negatives: [0] })).toMatchObject({ ...none, positives: 3 })
  expect(mannWhitney({ positives: [], negatives: [] })).toMatchObject(none)
})
