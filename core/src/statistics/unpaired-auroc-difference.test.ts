import fc from 'fast-check'
import { expect, test } from 'vitest'
import { auroc } from './auroc.ts'
import reference from './reference/discrimination-unpaired-auroc.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { exactCounts } from './scored-counts.ts'
import { unpairedAurocDifference } from './unpaired-auroc-difference.ts'

test('agrees with the definition over all pairs and with SciPy', () => {
  for (const { name, a, b, ...expected } of reference.cases) {
    const actual = unpairedAurocDifference(
      exactCounts(a.scores, a.labels),
      exactCounts(b.scores, b.labels),
    )
    expect(Math.abs(actual.value! - expected.difference), name).toBeLessThan(1e-14)
    const pairs = [
      [actual.interval?.lower, expected.lower],
      [actual.interval?.upper, expected.upper],
      [actual.z, expected.z],
      [actual.pValue, expected.pValue],
    ] as const
    for (const [mine, theirs] of pairs) expect(relativeError(mine, theirs), name).toBeLessThan(1e-9)
  }
})

const groups = fc
  .array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })), { minLength: 1, maxLength: 20 })
  .map((pairs) => ({ positives: pairs.map(([p]) => p), negatives: pairs.map(([, n]) => n) }))

test('swapping the sides turns the signs, and the value is that of the two areas', () => {
  fc.assert(
    fc.property(groups, groups, (a, b) => {
      const there = unpairedAurocDifference(a, b)
      const back = unpairedAurocDifference(b, a)
      expect(back.pValue).toBe(there.pValue)
      expect(back.state).toBe(there.state)
      const [one, two] = [auroc(a).value, auroc(b).value]
      if (one === null || two === null) expect(there).toMatchObject({ value: null, z: null })
      else {
        expect(there.value).toBe(one - two)
        expect(back.value! + there.value!).toBe(0)
      }
      for (const each of [there.value, there.z, there.pValue]) expect(each).not.toBeNaN()
    }),
  )
})

test('without any variance there is no interval and no p', () => {
  const separate = { positives: [0, 5], negatives: [5, 0] }
  expect(unpairedAurocDifference(separate, separate)).toMatchObject({
    value: 0,
    interval: null,
    pValue: null,
  })
})
