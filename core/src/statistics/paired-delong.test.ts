import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { auroc } from './auroc.ts'
import { normalCdf, normalQuantile } from './normal-distribution.ts'
import { pairedDelong } from './paired-delong.ts'
import reference from './reference/discrimination-paired-delong.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { exactCounts } from './scored-counts.ts'

test('agrees with the definition over all pairs and with SciPy', () => {
  for (const { name, scoresA, scoresB, labels, ...expected } of reference.cases) {
    const actual = pairedDelong(scoresA, scoresB, labels)
    expect(Math.abs(actual.value! - expected.difference), `${name}`).toBeLessThan(1e-14)
    const pairs = [
      [actual.areaA.value, expected.areaA],
      [actual.areaB.value, expected.areaB],
      [actual.interval?.lower, expected.lower],
      [actual.interval?.upper, expected.upper],
      [actual.z, expected.z],
      [actual.pValue, expected.pValue],
    ] as const
    for (const [mine, theirs] of pairs) {
      expect(relativeError(mine, theirs), `${name}`).toBeLessThan(1e-9)
    }
  }
})

const cases = fc
  .array(fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 30 }), fc.constantFrom(0, 1)), {
    maxLength: 60,
  })
  .map((rows) => [[3, 9, 0], [12, 4, 0], [5, 5, 1], [20, 11, 1], ...rows])
  .map((rows) => ({
    a: rows.map(([a]) => a!),
    b: rows.map(([, b]) => b!),
    labels: rows.map(([, , label]) => label!),
  }))

describe('laws', () => {
  test('swapping the versions turns the signs around and leaves p alone', () => {
    fc.assert(
      fc.property(cases, ({ a, b, labels }) => {
        const there = pairedDelong(a, b, labels)
        const back = pairedDelong(b, a, labels)
        expect(back.value! + there.value!).toBe(0)
        expect(back.pValue).toBe(there.pValue)
        expect((back.z ?? 0) + (there.z ?? 0)).toBe(0)
        if (there.interval === null) expect(back.interval).toBeNull()
        else expect(back.interval!.lower! + there.interval.upper!).toBeCloseTo(0, 12)
        expect(back.areaA).toEqual(there.areaB)
      }),
    )
  })

  test('the value is the difference of the two areas, and nothing is ever NaN', () => {
    fc.assert(
      fc.property(cases, ({ a, b, labels }) => {
        const { value, areaA, areaB, z, pValue, interval } = pairedDelong(a, b, labels)
        expect(areaA).toEqual(auroc(exactCounts(a, labels)))
        expect(value).toBeCloseTo(areaA.value! - areaB.value!, 12)
        expect([z === null, pValue === null]).toEqual([interval === null, interval === null])
        if (z !== null) expect(Number.isFinite(z)).toBe(true)
        if (pValue !== null) expect(pValue >= 0 && pValue <= 1).toBe(true)
      }),
    )
  })

  test('only the order of the scores of each version matters', () => {
    fc.assert(
      fc.property(cases, ({ a, b, labels }) => {
        const stretched = b.map((score) => Math.exp(score) - 5)
        expect(pairedDelong(a, stretched, labels)).toEqual(pairedDelong(a, b, labels))
      }),
    )
  })
})

describe('degenerate differences are said, not computed', () => {
  test('a version against itself on another scale', () => {
    const answer = pairedDelong([0.1, 0.4, 0.35, 0.8], [-1, 4, 3, 8], [0, 0, 1, 1])
    expect(answer).toMatchObject({ value: 0, interval: null, z: null, pValue: null, state: 'ok' })
    expect(answer.reason).toContain('degenerate: the versions place every case alike')
  })

  test('a perfect version against its reverse', () => {
    const answer = pairedDelong([1, 2, 3, 4], [4, 3, 2, 1], [0, 0, 1, 1], { minimum: 9 })
    expect(answer).toMatchObject({ value: 1, interval: null, z: null, pValue: null })
    expect(answer.state).toBe('insufficient')
    expect(answer.reason).toContain('2 positives, at least 9 needed; degenerate: the difference')
  })

  test('a version that separates against one that never varies', () => {
    const answer = pairedDelong([1, 2, 3, 4], [7, 7, 7, 7], [0, 0, 1, 1])
    expect(answer).toMatchObject({ value: 0.5, interval: null, z: null, pValue: null })
    expect(answer.reason).toContain('the same for every case of a class')
  })

  test('one positive is too few', () => {
    const answer = pairedDelong([1, 2, 3], [3, 2, 1], [0, 0, 1])
    expect(answer).toMatchObject({ value: null, state: 'undefined', z: null, pValue: null })
    expect(answer.reason).toContain('two of each are needed')
  })
})

test('scores and labels of different lengths are refused', () => {
  expect(() => pairedDelong([1, 2], [1], [0, 1])).toThrow(RangeError)
})

describe('in simulated pairs of correlated scores', () => {
  const rounds = 1200
  const [positives, negatives] = [50, 120]
  const labels = Array.from({ length: positives + negatives }, (_, i) => (i < positives ? 1 : 0))

  function simulate(seed: number, shiftA: number, shiftB: number) {
    const random = seededRandom(seed)
    const normal = () => normalQuantile(Math.max(random(), 1e-12))
    return Array.from({ length: rounds }, () => {
      // Half of the variance is shared, so that the areas correlate at about one half.
      const shared = labels.map(() => normal() * Math.SQRT1_2)
      const version = (shift: number) =>
        labels.map((label, i) => shared[i]! + normal() * Math.SQRT1_2 + shift * label)
      return pairedDelong(version(shiftA), version(shiftB), labels)
    })
  }

  test('the interval covers the true difference about as often as it says', () => {
    const truth = normalCdf(0.8 * Math.SQRT1_2) - normalCdf(1.2 * Math.SQRT1_2)
    const covered = simulate(21, 0.8, 1.2).filter(
      ({ interval }) => interval!.lower! <= truth && truth <= interval!.upper!,
    )
    expect(covered.length / rounds).toBeGreaterThan(0.93)
    expect(covered.length / rounds).toBeLessThan(0.97)
  })

  test('equal versions are called different in about one of twenty', () => {
    const alarms = simulate(22, 1, 1).filter(({ pValue }) => pValue! < 0.05)
    expect(alarms.length / rounds).toBeGreaterThan(0.03)
    expect(alarms.length / rounds).toBeLessThan(0.07)
  })
})
