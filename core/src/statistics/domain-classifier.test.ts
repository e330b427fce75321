import { describe, expect, test } from 'vitest'
import { domainClassifier } from './domain-classifier.ts'
import { normalQuantile } from './normal-distribution.ts'
import reference from './reference/multivariate-drift.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { stratifiedFolds } from './stratified-folds.ts'

const numbers = (columns: (number | null)[][]) =>
  columns.map((column) => column.map((value) => value ?? NaN))

test('agrees with scikit-learn, fold by fold', () => {
  for (const { baseline, window, folds, auroc } of reference.cases) {
    const estimate = domainClassifier(numbers(baseline), numbers(window), { folds })
    expect(relativeError(estimate.value, auroc)).toBeLessThan(1e-12)
    expect(estimate.interval!.lower).toBeLessThan(auroc)
    expect(estimate.imputedShare).toBeLessThan(0.15)
  }
})

function normalColumns(random: () => number, rows: number, shifts: readonly number[]): number[][] {
  const normal = () => normalQuantile(Math.max(random(), 1e-12))
  return shifts.map((shift) => Array.from({ length: rows }, () => normal() + shift))
}

function compare(random: () => number, shifts: readonly number[], sentinel = false) {
  const [m, n] = [90, 60]
  const before = normalColumns(random, m, [0, 0, 0])
  const now = normalColumns(random, n, shifts)
  if (sentinel) now[0]![0] = 999999
  const labels = Array.from({ length: m + n }, (_, i) => (i < m ? 0 : 1))
  return domainClassifier(before, now, { folds: stratifiedFolds(labels, 5, random) })
}

test('alike samples stay near one half, and seldom lie wholly above it', () => {
  const random = seededRandom(61)
  let above = 0
  let sum = 0
  const rounds = 40
  for (let round = 0; round < rounds; round++) {
    const { value, interval } = compare(random, [0, 0, 0])
    if (interval!.lower! > 0.5) above++
    sum += value!
  }
  expect(Math.abs(sum / rounds - 0.5)).toBeLessThan(0.04)
  expect(above / rounds).toBeLessThan(0.1)
})

test('a shift is seen, and one absurd value does not hide it', () => {
  // A shift of one deviation in one column: the area is Φ(1/√2) = 0.76.
  expect(compare(seededRandom(67), [1, 0, 0]).value).toBeGreaterThan(0.68)
  expect(compare(seededRandom(67), [1, 0, 0], true).value).toBeGreaterThan(0.68)
})

describe('states', () => {
  const columns = [[1, 2, 3, 4]]

  test('too few folds on a side, no variation and too many rows are undefined', () => {
    const few = domainClassifier(columns, [[1]], { folds: [0, 1, 0, 1, 0] })
    expect(few).toMatchObject({ value: null, state: 'undefined', imputedShare: null })
    expect(few.reason).toContain('the window lie in 1 folds')
    const constant = domainClassifier([[1, 1]], [[1, 2]], { folds: [0, 1, 0, 1] })
    expect(constant.reason).toContain('varies')
    const long = [Array.from({ length: 50_000 }, (_, i) => i)]
    const folds = new Uint8Array(50_004)
    expect(domainClassifier(columns, long, { folds }).reason).toContain('sample them before')
  })

  test('folds must fit; the minimum counts the smaller side', () => {
    expect(() => domainClassifier(columns, columns, { folds: [0, 1] })).toThrow(/8 rows/)
    const folds = [0, 1, 0, 1, 0, 1, 0, 1]
    expect(domainClassifier(columns, columns, { folds, minimum: 5 }).state).toBe('insufficient')
  })
})
