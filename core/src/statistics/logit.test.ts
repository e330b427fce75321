import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expit, logit } from './logit.ts'
import reference from './reference/logit.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'

test('agrees with SciPy', () => {
  for (const { kind, x, value } of reference.cases) {
    const actual = kind === 'logit' ? logit(x) : expit(x)
    expect(relativeError(actual, value), `${kind}(${x})`).toBeLessThan(1e-12)
  }
})

test('expit undoes logit', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1 - 1e-12, noNaN: true }), (p) => {
      expect(relativeError(expit(logit(p)), p)).toBeLessThan(1e-12)
    }),
  )
})

test('impossible arguments', () => {
  for (const p of [0, 1, NaN, 2]) expect(() => logit(p)).toThrow(RangeError)
  expect(() => expit(NaN)).toThrow(RangeError)
  expect(expit(-1e9)).toBe(0)
  expect(expit(1e9)).toBe(1)
})
