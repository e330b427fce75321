import { expect, test } from 'vitest'
import { okEstimate } from '../statistics/estimate.ts'
import { stamp } from './provenance.ts'

const estimate = okEstimate({ method: 'm', n: 3, positives: null, negatives: null }, 0.5, null)
const provenance = { baseline: 'before', dataCutoff: '2026-11-22T00:00:00.000Z' }

test('every estimate is stamped, however deep, and nothing else', () => {
  const shape = {
    name: 'a',
    none: null,
    counts: [1, 2],
    inner: [{ estimate, bounded: { value: 1, lower: 0, upper: 2 } }],
  }
  const found = stamp(shape, provenance)
  expect(found.inner[0]!.estimate).toEqual({ ...estimate, ...provenance })
  expect(found).toEqual({
    ...shape,
    inner: [{ ...shape.inner[0], estimate: { ...estimate, ...provenance } }],
  })
  expect(estimate).not.toHaveProperty('baseline')
})

test('a later stamp replaces an earlier one', () => {
  const again = stamp(stamp([estimate], provenance), { baseline: null, dataCutoff: null })
  expect(again[0]).toMatchObject({ baseline: null, dataCutoff: null })
})
