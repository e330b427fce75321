import { describe, expect, test } from 'vitest'
import { driftRanking } from './drift-ranking.ts'
import { populationStabilityIndex } from './population-stability-index.ts'
import { seededRandom } from './reference/seeded-random.ts'

const even = [500, 500, 500, 500]
const stable = populationStabilityIndex(even, [100, 102, 98, 100])
const moved = populationStabilityIndex(even, [160, 120, 80, 40])
const farMoved = populationStabilityIndex(even, [300, 60, 30, 10])

describe('order', () => {
  test('harm is importance times effect', () => {
    const ranked = driftRanking([
      { feature: 'weak and far', stability: farMoved, importance: 0.1 },
      { feature: 'strong and moved', stability: moved, importance: 0.9 },
      { feature: 'strong and stable', stability: stable, importance: 0.9 },
    ])
    expect(ranked.map((each) => [each.feature, each.drifted])).toEqual([
      ['strong and moved', true],
      ['weak and far', true],
      ['strong and stable', false],
    ])
    expect(ranked[0]!.weight).toBeCloseTo(0.9 * moved.value!, 14)
  })

  test('without any importance the effect alone ranks; one unknown takes the mean', () => {
    const bare = driftRanking([
      { feature: 'a', stability: moved },
      { feature: 'b', stability: farMoved },
    ])
    expect(bare.map((each) => each.feature)).toEqual(['b', 'a'])
    const mixed = driftRanking([
      { feature: 'a', stability: moved, importance: 1 },
      { feature: 'b', stability: moved, importance: 0.2 },
      { feature: 'c', stability: moved },
    ])
    expect(mixed.map((each) => each.feature)).toEqual(['a', 'c', 'b'])
  })
})

describe('gates', () => {
  test('significant but small is no drift', () => {
    const many = even.map((count) => 1000 * count)
    const trifle = populationStabilityIndex(many, [510_000, 500_000, 500_000, 490_000])
    const [ranked] = driftRanking([{ feature: 'a', stability: trifle }])
    expect(ranked!.pValue).toBeLessThan(1e-9)
    expect(ranked!.drifted).toBe(false)
  })

  test('large but not significant is no drift', () => {
    const few = populationStabilityIndex(even, [6, 3, 2, 1])
    const [ranked] = driftRanking([{ feature: 'a', stability: few }])
    expect(ranked!.effect).toBeGreaterThan(0.1)
    expect(ranked!.drifted).toBe(false)
  })

  test('the p-value of another test can stand in, and q can be set', () => {
    const input = { feature: 'a', stability: moved, pValue: 0.2 }
    expect(driftRanking([input])[0]).toMatchObject({ drifted: false, adjustedPValue: 0.2 })
    expect(driftRanking([input], { q: 0.25 })[0]!.drifted).toBe(true)
    expect(driftRanking([input], { q: 0.25, least: 10 })[0]!.drifted).toBe(false)
  })

  test('among many unchanged features none is called drifted', () => {
    const random = seededRandom(43)
    const draw = (size: number) => {
      const counts = Array.from({ length: 10 }, () => 0)
      for (let i = 0; i < size; i++) counts[Math.floor(random() * 10)]!++
      return counts
    }
    const inputs = Array.from({ length: 200 }, (_, i) => ({
      feature: `feature ${i}`,
      stability: populationStabilityIndex(draw(5000), draw(300)),
    }))
    const ranked = driftRanking(inputs)
    expect(ranked.filter((each) => each.pValue! <= 0.05).length).toBeGreaterThan(2)
    expect(ranked.filter((each) => each.drifted)).toEqual([])
  })
})

describe('no verdict', () => {
  test('comes last, says why, and is not called stable', () => {
    const ranked = driftRanking([
      { feature: 'empty', stability: populationStabilityIndex(even, [0, 0, 0, 0]) },
      { feature: 'few', stability: populationStabilityIndex(even, [9, 0, 0, 0], { minimum: 50 }) },
      { feature: 'untested', stability: moved, pValue: null },
      { feature: 'constant', stability: populationStabilityIndex([5], [5]) },
    ])
    expect(ranked.map((each) => [each.feature, each.drifted])).toEqual([
      ['constant', false],
      ['few', null],
      ['untested', null],
      ['empty', null],
    ])
    expect(ranked[1]!.reason).toContain('at least 50 needed')
    expect(ranked[2]!.reason).toBe('no p-value')
    expect(ranked[3]!.reason).toBe('no current values')
  })

  test('an importance that is none is refused', () => {
    const input = { feature: 'a', stability: moved, importance: -1 }
    expect(() => driftRanking([input])).toThrow(/importance of a/)
  })
})
