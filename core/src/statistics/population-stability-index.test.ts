import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { driftLevel, populationStabilityIndex } from './population-stability-index.ts'
import reference from './reference/population-stability-index.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'

test('agrees with the formula in NumPy and SciPy', () => {
  for (const { reference: cells, current, value, critical, k } of reference.cases) {
    const estimate = populationStabilityIndex(cells, current)
    expect(relativeError(estimate.value, value)).toBeLessThan(1e-9)
    expect(relativeError(estimate.critical, critical)).toBeLessThan(1e-9)
    expect(estimate.k).toBe(k)
  }
})

const cells = fc.array(fc.tuple(fc.nat({ max: 500 }), fc.nat({ max: 500 })), { minLength: 1 })

describe('laws', () => {
  test('is never negative, symmetric in its samples, and blind to order and empty cells', () => {
    fc.assert(
      fc.property(cells, (pairs) => {
        const left = [1, ...pairs.map(([r]) => r)]
        const right = [1, ...pairs.map(([, c]) => c)]
        const psi = populationStabilityIndex(left, right)
        const mirrored = populationStabilityIndex(right, left)
        const reordered = populationStabilityIndex(
          [0, ...left].toReversed(),
          [0, ...right].toReversed(),
        )
        expect(psi.value).toBeGreaterThanOrEqual(0)
        expect(mirrored.value).toBeCloseTo(psi.value!, 12)
        expect(mirrored.critical).toEqual(psi.critical)
        expect(reordered.value).toBeCloseTo(psi.value!, 12)
        expect(reordered.k).toBe(psi.k)
      }),
    )
  })

  test('is 0 for equal counts', () => {
    expect(populationStabilityIndex([5, 0, 9], [5, 0, 9])).toMatchObject({ value: 0, k: 2 })
  })
})

test('one row more or less in a rare cell makes no cliff', () => {
  const before = [5000, 4800, 200, 0]
  const [one, two] = [
    [5100, 4899, 0, 1],
    [5100, 4898, 0, 2],
  ] as const
  // Filling an empty cell with a constant chosen by the smallest share jumps from 0.38 to 0.10.
  expect(zeroFilled(before, one)).toBeGreaterThan(0.35)
  expect(zeroFilled(before, two)).toBeLessThan(0.12)
  const jump =
    populationStabilityIndex(before, two).value! - populationStabilityIndex(before, one).value!
  expect(Math.abs(jump)).toBeLessThan(0.001)
})

function zeroFilled(reference: readonly number[], current: readonly number[]): number {
  const shares = (counts: readonly number[]) => {
    const total = counts.reduce((sum, count) => sum + count, 0)
    const raw = counts.map((count) => count / total)
    const smallest = Math.min(...raw.filter((share) => share > 0))
    const fill = smallest <= 1e-4 ? smallest / 1e6 : 1e-4
    return raw.map((share) => (share === 0 ? fill : share))
  }
  const [p, q] = [shares(reference), shares(current)]
  return p.reduce((sum, share, i) => sum + (q[i]! - share) * Math.log(q[i]! / share), 0)
}

test('a small sample without drift seldom alarms, where the rule of thumb mostly does', () => {
  const random = seededRandom(17)
  const draw = (size: number) => {
    const counts = Array.from({ length: 10 }, () => 0)
    for (let i = 0; i < size; i++) counts[Math.floor(random() * 10)]!++
    return counts
  }
  const before = draw(5000)
  let alarms = 0
  let aboveRuleOfThumb = 0
  for (let round = 0; round < 1000; round++) {
    const psi = populationStabilityIndex(before, draw(50))
    if (psi.value! >= 0.1) aboveRuleOfThumb++
    if (driftLevel(psi) !== 'none') alarms++
  }
  expect(aboveRuleOfThumb).toBeGreaterThan(600)
  expect(alarms).toBeLessThan(10)
})

describe('driftLevel', () => {
  test.each([
    [0.1, 0, 'none'],
    [0.11, 0, 'warning'],
    [0.25, 0, 'warning'],
    [0.26, 0, 'critical'],
    [0.2, 0.3, 'none'],
    [0.28, 0.3, 'none'],
    [0.31, 0.3, 'critical'],
    [0.2, 0.15, 'warning'],
    [0, null, 'none'],
  ] as const)('PSI %s with noise %s is %s', (value, critical, level) => {
    expect(driftLevel({ value, critical })).toBe(level)
  })

  test('unknown is not "none"', () => {
    expect(driftLevel(populationStabilityIndex([3, 4], [0, 0]))).toBeNull()
  })

  test('limits can be set', () => {
    const limits = { warning: 0.01, critical: 0.02 }
    expect(driftLevel({ value: 0.015, critical: 0 }, limits)).toBe('warning')
  })
})

describe('states', () => {
  test('an empty side is undefined and says which', () => {
    const none = { value: null, critical: null, state: 'undefined' }
    expect(populationStabilityIndex([0, 0], [1, 2])).toMatchObject(none)
    expect(populationStabilityIndex([0, 0], [1, 2]).reason).toBe('no reference values')
    expect(populationStabilityIndex([1, 2], [0, 0]).reason).toBe('no current values')
    expect(populationStabilityIndex([], [])).toMatchObject(none)
  })

  test('one cell in use has no variation to speak of', () => {
    const estimate = populationStabilityIndex([7, 0], [9, 0])
    expect(estimate).toMatchObject({ value: 0, critical: null, k: 1, state: 'ok' })
    expect(estimate.reason).toContain('no variation')
  })

  test('the minimum counts the smaller sample', () => {
    const estimate = populationStabilityIndex([700, 300], [9, 1], { minimum: 50 })
    expect(estimate).toMatchObject({ state: 'insufficient', n: 10, referenceN: 1000 })
    expect(estimate.value).toBeGreaterThan(0)
  })
})

test('cells must match and hold counts', () => {
  expect(() => populationStabilityIndex([1], [1, 2])).toThrow(RangeError)
  expect(() => populationStabilityIndex([1, NaN], [1, 2])).toThrow(/reference cell 1/)
  expect(() => populationStabilityIndex([1, 2], [1, -2])).toThrow(/current cell 1/)
})
