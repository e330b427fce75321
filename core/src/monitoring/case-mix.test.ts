import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { relativeError } from '../statistics/reference/relative-error.ts'
import type { AttributeMix } from './case-mix.ts'
import { caseMixProblem, standardiseCaseMix } from './case-mix.ts'

const bySex = (female: number, male: number, other = 0): AttributeMix => ({
  attribute: 'sex',
  baseline: [
    { value: 'female', positives: 50, flagged: 30 },
    { value: 'male', positives: 100, flagged: 90 },
    { value: 'unseen', positives: 0, flagged: 0 },
  ],
  live: [
    { value: 'female', positives: female },
    { value: 'male', positives: male },
    { value: 'other', positives: other },
  ],
})

test('sensitivity in each subgroup at validation, weighted by the patients of today', () => {
  const [mix] = standardiseCaseMix([bySex(30, 10)])
  expect(mix).toMatchObject({ attribute: 'sex', unknownShare: 0 })
  // (30 · 0.6 + 10 · 0.9) / 40
  expect(relativeError(mix!.value!, 0.675)).toBeLessThan(1e-12)
})

test('who was not seen at validation is told apart, never assumed to be like the others', () => {
  const [mix] = standardiseCaseMix([bySex(19, 0, 1)])
  expect(mix!.unknownShare).toBe(0.05)
  expect(relativeError(mix!.value!, 0.6)).toBeLessThan(1e-12)
  const unseen = { ...bySex(0, 0), live: [{ value: 'unseen', positives: 4 }] }
  expect(standardiseCaseMix([unseen])).toEqual([{ attribute: 'sex', value: null, unknownShare: 1 }])
})

test('an attribute without live patients says nothing', () => {
  expect(standardiseCaseMix([bySex(0, 0)])).toEqual([])
  expect(standardiseCaseMix([])).toEqual([])
})

test('counts that are none are refused', () => {
  expect(() => standardiseCaseMix([bySex(-1, 0)])).toThrow(RangeError)
  const more = { ...bySex(1, 1), baseline: [{ value: 'male', positives: 1, flagged: 2 }] }
  expect(() => standardiseCaseMix([more])).toThrow(RangeError)
})

describe('a version', () => {
  const mixes = (...list: [number | null, number][]) =>
    list.map(([value, unknownShare], index) => ({ attribute: `a${index}`, value, unknownShare }))

  test('is good where every attribute is', () => {
    expect(caseMixProblem({ limit: 0.7, mixes: mixes([0.7, 0.05], [0.9, 0]) }, 0.05)).toBeNull()
    expect(caseMixProblem({ limit: 0.7, mixes: [] }, 0.05)).toBeNull()
  })

  test('is not good below its limit, or where too many are unknown', () => {
    const low = caseMixProblem({ limit: 0.7, mixes: mixes([0.9, 0], [0.699, 0]) }, 0.05)
    expect(low).toContain('sensitivity of 0.699')
    expect(low).toContain('a1')
    const strange = caseMixProblem({ limit: 0.7, mixes: mixes([0.9, 0.06]) }, 0.05)
    expect(strange).toContain('6.0 %')
    expect(caseMixProblem({ limit: null, mixes: [] }, 1)).toContain('no sensitivity')
    expect(caseMixProblem({ limit: 0.1, mixes: mixes([null, 1]) }, 1)).not.toBeNull()
  })
})

const mixOfAnything = fc
  .array(
    fc.record({
      positives: fc.integer({ min: 1, max: 500 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      live: fc.nat(300),
    }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((list) => ({
    attribute: 'site',
    baseline: list.map(({ positives, share }, index) => ({
      value: `s${index}`,
      positives,
      flagged: Math.floor(positives * share),
    })),
    live: list.map(({ live }, index) => ({ value: `s${index}`, positives: live })),
  }))

describe('for all mixes', () => {
  test('the value lies between the least and the most sensitive subgroup present', () => {
    fc.assert(
      fc.property(mixOfAnything, (mix) => {
        const [found] = standardiseCaseMix([mix])
        const present = mix.baseline.filter((_, index) => mix.live[index]!.positives > 0)
        if (present.length === 0) {
          expect(found).toBeUndefined()
          return
        }
        const rates = present.map(({ flagged, positives }) => flagged / positives)
        expect(found!.value).toBeGreaterThanOrEqual(Math.min(...rates) - 1e-12)
        expect(found!.value).toBeLessThanOrEqual(Math.max(...rates) + 1e-12)
      }),
    )
  })

  test("the validation's own mix gives back its overall sensitivity", () => {
    fc.assert(
      fc.property(mixOfAnything, (mix) => {
        const live = mix.baseline.map(({ value, positives }) => ({ value, positives }))
        const [found] = standardiseCaseMix([{ ...mix, live }])
        const sum = (key: 'flagged' | 'positives') =>
          mix.baseline.reduce((total, each) => total + each[key], 0)
        expect(Math.abs(found!.value! - sum('flagged') / sum('positives'))).toBeLessThan(1e-12)
        expect(found!.unknownShare).toBe(0)
      }),
    )
  })

  test('only shares matter, not how many patients there are', () => {
    fc.assert(
      fc.property(mixOfAnything, fc.integer({ min: 1, max: 50 }), (mix, times) => {
        const live = mix.live.map(({ value, positives }) => ({
          value,
          positives: positives * times,
        }))
        const [once] = standardiseCaseMix([mix])
        const [more] = standardiseCaseMix([{ ...mix, live }])
        expect(more?.value ?? 0).toBeCloseTo(once?.value ?? 0, 12)
      }),
    )
  })
})
