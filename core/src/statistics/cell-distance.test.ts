import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellDistance } from './cell-distance.ts'
import { hellingerDistance } from './hellinger-distance.ts'
import { jensenShannonDistance } from './jensen-shannon-distance.ts'
import { seededRandom } from './reference/seeded-random.ts'

const pairs = fc.array(fc.tuple(fc.nat({ max: 300 }), fc.nat({ max: 300 })), {
  minLength: 1,
  maxLength: 20,
})

describe.each([
  ['Jensen–Shannon', jensenShannonDistance],
  ['Hellinger', hellingerDistance],
])('laws of the %s distance', (_, distance) => {
  test('lies between 0 and 1, symmetric, 0 only for equal shares', () => {
    fc.assert(
      fc.property(pairs, (cells) => {
        const left = [1, ...cells.map(([r]) => r)]
        const right = [1, ...cells.map(([, c]) => c)]
        const value = distance(left, right).value!
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1)
        expect(distance(right, left).value).toBeCloseTo(value, 14)
        expect(distance(left, left).value).toBe(0)
        const sameShares = distance(
          left,
          left.map((count) => 3 * count),
        )
        expect(sameShares.value).toBe(0)
      }),
    )
    expect(distance([5, 0], [0, 7]).value).toBe(1)
    expect(distance([1e6, 1e6], [1e6, 1e6 + 1]).value).toBeGreaterThan(0)
  })

  test('merging cells never raises it', () => {
    fc.assert(
      fc.property(pairs, fc.nat(), fc.nat(), (cells, a, b) => {
        const left = [1, ...cells.map(([r]) => r)]
        const right = [1, ...cells.map(([, c]) => c)]
        const [from, into] = [a % left.length, b % left.length]
        const merged = (counts: readonly number[]) =>
          counts.map((count, i) => {
            if (from === into) return count
            return i === from ? 0 : i === into ? count + counts[from]! : count
          })
        const before = distance(left, right).value!
        const after = distance(merged(left), merged(right)).value!
        expect(after).toBeLessThanOrEqual(before + 1e-12)
      }),
    )
  })

  test('the critical value is passed by chance about once in a hundred when set so', () => {
    const random = seededRandom(31)
    const draw = (size: number) => {
      const counts = Array.from({ length: 10 }, () => 0)
      for (let i = 0; i < size; i++) counts[Math.floor(random() * 10)]!++
      return counts
    }
    let passed = 0
    for (let round = 0; round < 1500; round++) {
      const estimate = distance(draw(3000), draw(600), { confidence: 0.99 })
      if (estimate.value! > estimate.critical!) passed++
    }
    expect(passed).toBeGreaterThan(3)
    expect(passed).toBeLessThan(32)
  })
})

describe('states', () => {
  const divergence = { method: 'distance', scale: 1, term: (p: number, q: number) => (p - q) ** 2 }
  const measure = (
    left: number[],
    right: number[],
    options: Parameters<typeof cellDistance>[3] = {},
  ) => cellDistance(divergence, left, right, options)

  test('an empty side is undefined and says which', () => {
    const none = { value: null, critical: null, state: 'undefined' }
    expect(measure([0], [1])).toMatchObject({ ...none, reason: 'no reference values' })
    expect(measure([1], [0])).toMatchObject({ ...none, reason: 'no current values' })
  })

  test('one cell in use has no variation; many cells carry a remark', () => {
    expect(measure([7, 0], [9, 0])).toMatchObject({ value: 0, critical: null, k: 1, state: 'ok' })
    const ones = Array.from({ length: 31 }, () => 1)
    expect(measure(ones, ones).reason).toContain('at most 30')
    expect(measure(ones.slice(1), ones.slice(1)).reason).toBeNull()
  })

  test('the minimum counts the smaller sample', () => {
    const estimate = measure([70, 30], [9, 1], { minimum: 50 })
    expect(estimate).toMatchObject({ state: 'insufficient', n: 10, referenceN: 100, k: 2 })
  })
})
