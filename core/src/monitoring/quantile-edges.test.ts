import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { binOf, featureEdges, nextUp, quantileEdges, uniqueAscending } from './quantile-edges.ts'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
const ascending = (values: number[]) => values.toSorted((a, b) => a - b)

describe('binOf', () => {
  test('is the number of edges at most the value', () => {
    fc.assert(
      fc.property(fc.array(finite), finite, (values, value) => {
        const edges = uniqueAscending(values)
        expect(binOf(edges, value)).toBe(edges.filter((edge) => edge <= value).length)
      }),
    )
  })
})

describe('quantileEdges', () => {
  test('few distinct values are all edges', () => {
    expect(quantileEdges([0, 0, 0.1, 0.1, 0.3], 200)).toEqual([0, 0.1, 0.3])
    expect(quantileEdges([], 200)).toEqual([])
  })

  test('many values are cut at equal steps of rank', () => {
    const sorted = Array.from({ length: 1000 }, (_, i) => i)
    expect(quantileEdges(sorted, 4)).toEqual([0, 250, 500, 750])
  })
})

describe('featureEdges', () => {
  const options = { count: 10, atomShare: 0.01 }

  test('an atom has a bin of its own', () => {
    const values = [...Array.from({ length: 97 }, (_, i) => i / 97 + 1), -9, -9, -9]
    const edges = featureEdges(ascending(values), options)
    expect(binOf(edges, -9)).not.toBe(binOf(edges, nextUp(-9)))
    expect(binOf(edges, -9)).not.toBe(binOf(edges, -9.000_001))
  })

  test('values beyond all seen ones are told apart from the seen ones', () => {
    const edges = featureEdges([1, 2, 3, 4], options)
    expect(binOf(edges, 0.9)).toBe(0)
    expect(binOf(edges, 4)).toBeLessThan(edges.length)
    expect(binOf(edges, 4.000_001)).toBe(edges.length)
  })

  test('the ends of the plausible range are edges', () => {
    const edges = featureEdges([50, 60, 70], { ...options, minimum: 20, maximum: 300 })
    expect(edges).toContain(20)
    expect(binOf(edges, 300)).toBe(edges.length - 1)
    expect(binOf(edges, 300.1)).toBe(edges.length)
  })

  test('a column without values has no edges', () => {
    expect(featureEdges([], options)).toEqual([])
  })

  test('edges ascend strictly and stay few', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), (values) => {
        const edges = featureEdges(ascending(values), options)
        for (let i = 1; i < edges.length; i++) expect(edges[i]!).toBeGreaterThan(edges[i - 1]!)
        expect(edges.length).toBeLessThanOrEqual(10 + 200 + 2)
        expect(JSON.parse(JSON.stringify(edges))).toEqual(edges)
      }),
    )
  })
})

test('nextUp leaves no double between', () => {
  fc.assert(
    fc.property(finite, (value) => {
      fc.pre(value !== Number.MAX_VALUE)
      const next = nextUp(value)
      expect(next).toBeGreaterThan(value)
      const middle = value + (next - value) / 2
      expect(middle === value || middle === next).toBe(true)
    }),
  )
})
