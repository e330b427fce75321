import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ClusterSums, clusteredRegression } from './clustered-regression.ts'
import { meanAbsoluteError } from './mean-absolute-error.ts'
import { meanError } from './mean-error.ts'
import reference from './reference/clustered-regression.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { regressionSums } from './regression-sums.ts'
import { rootMeanSquaredError } from './root-mean-squared-error.ts'

const names = ['meanAbsoluteError', 'rootMeanSquaredError', 'rSquared', 'meanError'] as const

function sumsOf(
  predictions: readonly number[],
  outcomes: readonly number[],
  clusters: readonly number[],
  origin = outcomes.reduce((sum, each) => sum + each, 0) / outcomes.length,
): ClusterSums {
  const rows = Map.groupBy(outcomes.keys(), (i) => clusters[i]!)
  const each = [...rows.values()].map((of) => {
    const own = of.map((i) => ({ e: predictions[i]! - outcomes[i]!, d: outcomes[i]! - origin }))
    const sum = (part: (row: { e: number; d: number }) => number) =>
      own.reduce((total, row) => total + part(row), 0)
    return {
      n: of.length,
      errorSum: sum(({ e }) => e),
      absoluteErrorSum: sum(({ e }) => Math.abs(e)),
      squaredErrorSum: sum(({ e }) => e * e),
      deviationSum: sum(({ d }) => d),
      squaredDeviationSum: sum(({ d }) => d * d),
    }
  })
  const of = (name: keyof ClusterSums) => each.map((cluster) => cluster[name])
  return {
    n: of('n'),
    errorSum: of('errorSum'),
    absoluteErrorSum: of('absoluteErrorSum'),
    squaredErrorSum: of('squaredErrorSum'),
    deviationSum: of('deviationSum'),
    squaredDeviationSum: of('squaredDeviationSum'),
  }
}

test('values and intervals agree with cluster-robust statsmodels', () => {
  for (const { name, predictions, outcomes, clusters, ...expected } of reference.cases) {
    const found = clusteredRegression(sumsOf(predictions, outcomes, clusters))
    for (const metric of names) {
      const { value, interval } = found[metric]
      const numbers = expected[metric]
      const lower = metric === 'meanAbsoluteError' ? Math.max(0, numbers.lower) : numbers.lower
      expect(relativeError(value, numbers.value), `${name} ${metric}`).toBeLessThan(1e-9)
      expect(relativeError(interval!.lower, lower), `${name} ${metric}`).toBeLessThan(1e-9)
      expect(relativeError(interval!.upper, numbers.upper), `${name} ${metric}`).toBeLessThan(1e-9)
    }
  }
})

describe('laws', () => {
  const rows = fc.array(
    fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })),
    { minLength: 3, maxLength: 30 },
  )

  test('one row per cluster gives the intervals of independent rows', () => {
    fc.assert(
      fc.property(rows, (pairs) => {
        const [p, y] = [pairs.map(([each]) => each), pairs.map(([, each]) => each)]
        const found = clusteredRegression(sumsOf(p, y, [...y.keys()]))
        const sums = regressionSums(p, y)
        const plain = {
          meanAbsoluteError: meanAbsoluteError(sums),
          rootMeanSquaredError: rootMeanSquaredError(sums),
          meanError: meanError(sums),
        }
        for (const [name, each] of Object.entries(plain)) {
          const { value, interval } = found[name as keyof typeof plain]
          expect(value).toBeCloseTo(each.value!, 9)
          expect(interval === null).toBe(each.interval === null)
          expect(interval?.lower ?? 0).toBeCloseTo(each.interval?.lower ?? 0, 6)
          expect(interval?.upper ?? 0).toBeCloseTo(each.interval?.upper ?? 0, 6)
        }
      }),
      { numRuns: 50 },
    )
  })

  test('whole copies of the rows of a patient count once, and the origin cancels out', () => {
    const { predictions: p, outcomes: y, clusters: k } = reference.cases[1]!
    const thrice = <T>(values: readonly T[]) => values.flatMap((each) => [each, each, each])
    const once = clusteredRegression(sumsOf(p, y, k))
    const copied = clusteredRegression(sumsOf(thrice(p), thrice(y), thrice(k), 7))
    for (const metric of names) {
      expect(copied[metric].interval!.lower).toBeCloseTo(once[metric].interval!.lower!, 9)
      expect(copied[metric].interval!.upper).toBeCloseTo(once[metric].interval!.upper!, 9)
    }
  })

  test('the interval covers the truth where patients repeat, and that of rows does not', () => {
    const random = seededRandom(3)
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const runs = 400
    let [clustered, plain] = [0, 0]
    for (let run = 0; run < runs; run++) {
      const k = Array.from({ length: 200 }, (_, i) => Math.floor(i / 5))
      const patient = Array.from({ length: 40 }, normal)
      const y = k.map(() => normal())
      const p = y.map((each, i) => each + patient[k[i]!]! + normal() / 2)
      const covers = ({
        interval,
      }: {
        interval: { lower: number | null; upper: number | null } | null
      }) => Number(interval!.lower! <= 0 && interval!.upper! >= 0)
      clustered += covers(clusteredRegression(sumsOf(p, y, k)).meanError)
      plain += covers(meanError(regressionSums(p, y)))
    }
    expect(clustered / runs).toBeGreaterThan(0.91)
    expect(plain / runs).toBeLessThan(0.75)
  })

  test('nothing, one cluster, few clusters and invalid sums', () => {
    const none = clusteredRegression(sumsOf([], [], [], 0))
    for (const metric of names) expect(none[metric].state).toBe('undefined')
    const one = clusteredRegression(sumsOf([1, 2, 4], [1, 3, 3], [0, 0, 0]))
    for (const metric of names) expect(one[metric]).toMatchObject({ interval: null, clusters: 1 })
    expect(one.meanError.reason).toContain('one cluster')
    const few = clusteredRegression(sumsOf([1, 2, 4], [1, 3, 3], [0, 0, 1]), { minimum: 3 })
    expect(few.meanError).toMatchObject({ state: 'insufficient', n: 3, clusters: 2 })
    expect(clusteredRegression(sumsOf([1, 2], [5, 5], [0, 1])).rSquared.state).toBe('undefined')
    const sums = sumsOf([1, 2], [3, 4], [0, 1])
    expect(() => clusteredRegression({ ...sums, n: [1, 0] })).toThrow(RangeError)
    expect(() => clusteredRegression({ ...sums, errorSum: [1] })).toThrow(RangeError)
    expect(() => clusteredRegression({ ...sums, errorSum: [1, Number.NaN] })).toThrow(RangeError)
  })
})
