import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  reconstructionBaseline,
  reconstructionErrorDrift,
} from '../statistics/reconstruction-error-drift.ts'
import { relativeError } from '../statistics/reference/relative-error.ts'
import type { BaselineRow } from './baseline.ts'
import { buildReconstruction, numberOrMissing } from './baseline-reconstruction.ts'
import {
  emptyReconstruction,
  errorMoments,
  mergeReconstruction,
  reconstructionCounter,
} from './reconstruction-day.ts'
import { togetherFeatures, togetherRows } from './test-together.ts'

const before = togetherRows(1000, 11, 0.8)
const rows = togetherRows(300, 12, 0.4)
const part = buildReconstruction(togetherFeatures, before)!
const count = reconstructionCounter(part)

function countAll(all: readonly BaselineRow[]) {
  const day = emptyReconstruction()
  for (const { features } of all) count(day, features)
  return day
}

test('row by row gives what the statistic gives on whole columns', () => {
  const columns = (all: readonly BaselineRow[]) =>
    part.features.map((name) => all.map(({ features }) => numberOrMissing(features[name])))
  const { baseline } = reconstructionBaseline(columns(before))
  const drift = reconstructionErrorDrift(baseline!, columns(rows))
  const moments = errorMoments(countAll(rows), part.features.length)
  expect(relativeError(part.meanError, drift.baselineValue)).toBeLessThan(1e-9)
  // Sums are kept in steps of 2^-16.
  expect(relativeError(moments.mean, drift.value)).toBeLessThan(1e-5)
  const margin = drift.interval!.upper! - drift.value!
  const deviation = (margin / 1.959963984540054) * Math.sqrt(rows.length)
  expect(relativeError(Math.sqrt(moments.variance!), deviation)).toBeLessThan(1e-4)
  expect(moments.imputedShare).toBeCloseTo(drift.imputedShare!, 14)
})

test('adds up to the same however the rows are dealt into days and posts', () => {
  const whole = countAll(rows)
  const shares = fc.array(fc.nat(4), { minLength: rows.length, maxLength: rows.length })
  fc.assert(
    fc.property(shares, (dealt) => {
      const days = [0, 1, 2, 3, 4].map((share) =>
        countAll(rows.filter((_, index) => dealt[index] === share).toReversed()),
      )
      const sum = emptyReconstruction()
      for (const day of days.toReversed()) mergeReconstruction(sum, day)
      expect(sum).toEqual(whole)
    }),
    { numRuns: 50 },
  )
})

test('what is missing, text or no number counts as average, and is counted', () => {
  const nothing = emptyReconstruction()
  count(nothing, {})
  expect(nothing).toEqual({ n: 1, errors: 0, squares: 0, imputed: 3 })
  const odd = emptyReconstruction()
  count(odd, { pulse: 'fast', temperature: null, lactate: Number.POSITIVE_INFINITY })
  expect(odd).toEqual(nothing)
})

test('an absurd value cannot outweigh a day', () => {
  const day = emptyReconstruction()
  count(day, { pulse: 1e300, temperature: -1e300, lactate: 0 })
  expect(day.errors / 2 ** 16).toBeLessThan(20)
})

test('10,000 rows are counted in well under 100 ms', () => {
  const many = togetherRows(10_000, 13, 0.8)
  const started = performance.now()
  expect(countAll(many).n).toBe(10_000)
  expect(performance.now() - started).toBeLessThan(100)
})

test('one row has no variance, none has no mean', () => {
  expect(errorMoments(emptyReconstruction(), 3)).toMatchObject({ mean: null, variance: null })
  expect(errorMoments(countAll(rows.slice(0, 1)), 3).variance).toBeNull()
})
