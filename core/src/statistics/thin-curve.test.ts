import fc from 'fast-check'
import { expect, test } from 'vitest'
import { thinCurve } from './thin-curve.ts'

const walk = fc
  .array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })), { minLength: 1, maxLength: 120 })
  .map((steps) => {
    const x = [0]
    const y = [0]
    for (const [dx, dy] of steps) {
      x.push(x.at(-1)! + dx)
      y.push(y.at(-1)! + dy)
    }
    return { x: x.map((v) => v / (x.at(-1)! || 1)), y: y.map((v) => v / (y.at(-1)! || 1)) }
  })

test('a curve that fits is kept whole', () => {
  expect(
    thinCurve(
      [
        [0, 0.5, 1],
        [0, 0.5, 1],
      ],
      3,
    ),
  ).toEqual([0, 1, 2])
  expect(thinCurve([[], []], 2)).toEqual([])
  expect(thinCurve([[4]], 2)).toEqual([0])
})

test('points on a straight line are the first to go, the corner stays', () => {
  const x = [0, 0, 0, 0, 0.25, 0.5, 1]
  const y = [0, 0.25, 0.5, 1, 1, 1, 1]
  expect(thinCurve([x, y], 3)).toEqual([0, 3, 6])
  // A budget is not used up on points that change nothing.
  expect(thinCurve([x, y], 5)).toEqual([0, 3, 6])
})

test('the widest stretch is refined first', () => {
  const x = [0, 1, 2, 3, 4].map((value) => value / 4)
  expect(thinCurve([x, [0, 1, 0, 0.1, 0]], 3)).toEqual([0, 1, 4])
  expect(thinCurve([x, [0, 1, 0, 0.1, 0]], 4)).toEqual([0, 1, 2, 4])
  expect(thinCurve([x, [0, 0.1, 0, 1, 0]], 4)).toEqual([0, 2, 3, 4])
})

test('a closed loop does not divide by the length of its chord', () => {
  expect(
    thinCurve(
      [
        [0, 1, 1, 0, 0],
        [0, 0, 1, 1, 0],
      ],
      3,
    ),
  ).toEqual([0, 2, 4])
})

test('keeps both ends, ascends, stays within the budget', () => {
  fc.assert(
    fc.property(walk, fc.integer({ min: 2, max: 40 }), ({ x, y }, most) => {
      const kept = thinCurve([x, y], most)
      expect(kept.length).toBeLessThanOrEqual(most)
      expect([kept[0], kept.at(-1)]).toEqual([0, x.length - 1])
      for (let i = 1; i < kept.length; i++) expect(kept[i]).toBeGreaterThan(kept[i - 1]!)
    }),
  )
})

test('the next point chosen is a corner of the convex hull of its stretch', () => {
  fc.assert(
    fc.property(walk, ({ x, y }) => {
      fc.pre(x.length > 3)
      const [, corner, last] = thinCurve([x, y], 3)
      if (last === undefined) return
      // No point lies farther from the chord, so a line parallel to it supports the curve there.
      const off = (i: number) => Math.abs(x[i]! * y[last]! - y[i]! * x[last]!)
      for (let i = 0; i < x.length; i++) expect(off(i)).toBeLessThanOrEqual(off(corner!) + 1e-12)
    }),
  )
})

test('fewer than two points, or axes of different lengths, are refused', () => {
  expect(() => thinCurve([[0, 1]], 1)).toThrow(RangeError)
  expect(() => thinCurve([[0, 1]], 2.5)).toThrow(RangeError)
  expect(() => thinCurve([[0, 1], [0]], 2)).toThrow(RangeError)
})
