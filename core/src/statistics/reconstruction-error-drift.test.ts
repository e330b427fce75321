import { describe, expect, test } from 'vitest'
import { normalQuantile } from './normal-distribution.ts'
import { reconstructionBaseline, reconstructionErrorDrift } from './reconstruction-error-drift.ts'
import reference from './reference/multivariate-drift.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'

const numbers = (columns: (number | null)[][]) =>
  columns.map((column) => column.map((value) => value ?? NaN))

test('agrees with scikit-learn', () => {
  for (const { baseline, window, share, ...expected } of reference.cases) {
    const before = reconstructionBaseline(numbers(baseline), share).baseline!
    const drift = reconstructionErrorDrift(before, numbers(window))
    expect(relativeError(drift.baselineValue, expected.baselineError)).toBeLessThan(1e-9)
    expect(relativeError(drift.value, expected.windowError)).toBeLessThan(1e-9)
    expect(relativeError(drift.interval?.lower, expected.lower)).toBeLessThan(1e-9)
    expect(relativeError(drift.pValue, expected.pValue)).toBeLessThan(1e-8)
    expect(drift.imputedShare).toBeCloseTo(expected.imputedShare, 14)
  }
})

/** Four columns that go together by `relation`; each alone is a unit normal whatever it is. */
function sample(random: () => number, rows: number, relation: number): number[][] {
  const normal = () => normalQuantile(Math.max(random(), 1e-12))
  const columns: number[][] = [[], [], [], []]
  for (let i = 0; i < rows; i++) {
    const common = normal()
    for (const column of columns) {
      column.push(relation * common + Math.sqrt(1 - relation ** 2) * normal())
    }
  }
  return columns
}

test('sees relations break where every single column looks as before', () => {
  const random = seededRandom(53)
  const baseline = reconstructionBaseline(sample(random, 2000, 0.95)).baseline!
  const drift = reconstructionErrorDrift(baseline, sample(random, 300, 0.5))
  expect(drift.pValue).toBeLessThan(1e-9)
  expect(drift.difference!.lower).toBeGreaterThan(0)
})

test('without change p falls below 0.05 about one time in twenty', () => {
  const random = seededRandom(59)
  const baseline = reconstructionBaseline(sample(random, 5000, 0.7)).baseline!
  let below = 0
  for (let round = 0; round < 600; round++) {
    if (reconstructionErrorDrift(baseline, sample(random, 100, 0.7)).pValue! <= 0.05) below++
  }
  expect(below).toBeGreaterThan(12)
  expect(below).toBeLessThan(54)
})

describe('states', () => {
  const columns = [
    [1, 2, 3, 5],
    [2, 1, 4, 4],
    [5, 1, 1, 2],
  ]
  const baseline = reconstructionBaseline(columns).baseline!

  test('no rows are undefined, one row has no interval', () => {
    expect(reconstructionErrorDrift(baseline, [[], [], []])).toMatchObject({
      value: null,
      state: 'undefined',
      imputedShare: null,
    })
    const one = reconstructionErrorDrift(baseline, [[1], [2], [NaN]])
    expect(one).toMatchObject({ interval: null, difference: null, pValue: null, state: 'ok' })
    expect(one.imputedShare).toBeCloseTo(1 / 3, 14)
  })

  test('columns that always go together leave no error to compare: degenerate', () => {
    const same = reconstructionBaseline([
      [-1, 1, -1, 1],
      [-1, 1, -1, 1],
    ]).baseline!
    const drift = reconstructionErrorDrift(same, [
      [0, 0],
      [0, 0],
    ])
    expect(drift).toMatchObject({ value: 0, interval: null, pValue: null })
    expect(drift.reason).toContain('degenerate')
  })

  test('a baseline without variation, or of which nothing is lost, is none and says why', () => {
    expect(reconstructionBaseline([[1, 1, 1]])).toEqual({
      baseline: null,
      reason: 'no column of the baseline varies',
    })
    expect(reconstructionBaseline(columns, 1).reason).toContain('nothing is lost')
    expect(reconstructionBaseline([[1, 2, 3]]).reason).toContain('all 1 components')
  })

  test('the minimum counts rows; columns must match', () => {
    expect(reconstructionErrorDrift(baseline, columns, { minimum: 5 }).state).toBe('insufficient')
    expect(() => reconstructionErrorDrift(baseline, [[1], [2]])).toThrow(RangeError)
  })
})
