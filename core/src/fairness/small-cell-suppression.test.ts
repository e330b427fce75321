import { describe, expect, test } from 'vitest'
import { auroc } from '../statistics/auroc.ts'
import { proportion } from '../statistics/proportion.ts'
import {
  isSmallCount,
  isSmallRate,
  smallCellPolicy,
  smallCellReason,
  suppressEstimate,
  peopleWords,
} from './small-cell-suppression.ts'

test.each([
  [0, false],
  [1, true],
  [10, true],
  [11, false],
  [500, false],
])('a count of %s is small: %s', (count, small) => {
  expect(isSmallCount(count)).toBe(small)
})

test.each([
  [{ count: 10, total: 100 }, true],
  [{ count: 11, total: 100 }, false],
  [{ count: 90, total: 100 }, true],
  [{ count: 89, total: 100 }, false],
  [{ count: 0, total: 100 }, false],
  [{ count: 0, total: 10 }, true],
  [{ count: 0, total: 0 }, false],
])('a rate of %o gives a small count away: %s', (share, small) => {
  expect(isSmallRate(share)).toBe(small)
})

test.each([
  [0, '0'],
  [1, 'fewer than 11'],
  [10, 'fewer than 11'],
  [11, '11'],
])('%i people are said as "%s"', (count, words) => {
  expect(peopleWords(count)).toBe(words)
})

describe('policy', () => {
  test('the minimum can be raised by anyone', () => {
    const policy = smallCellPolicy(20)
    expect(isSmallCount(19, policy)).toBe(true)
    expect(isSmallCount(20, policy)).toBe(false)
    expect(smallCellReason(policy)).toBe('hidden: fewer than 20 people')
  })

  test('and lowered below 11 only by a named policy', () => {
    expect(() => smallCellPolicy(10)).toThrow(RangeError)
    expect(() => smallCellPolicy(10, '')).toThrow(RangeError)
    expect(smallCellPolicy(6, 'privacy board 12')).toEqual({
      minimum: 6,
      loweredBy: 'privacy board 12',
    })
    expect(() => smallCellPolicy(11.5)).toThrow(RangeError)
  })
})

describe('a hidden estimate', () => {
  const rate = proportion({ method: 'sensitivity', count: 4, total: 9, unit: 'positives' })

  test('keeps its method and the reason, and no number', () => {
    expect(suppressEstimate(rate, smallCellReason())).toEqual({
      value: null,
      interval: null,
      n: 0,
      positives: null,
      negatives: null,
      state: 'insufficient',
      reason: 'hidden: fewer than 11 people',
      method: 'sensitivity',
    })
  })

  test('leaves fields of its own behind', () => {
    const area = auroc({ positives: [1, 2], negatives: [2, 1] })
    expect(area.certifiedBound).not.toBeNull()
    expect(suppressEstimate(area, 'hidden')).not.toHaveProperty('certifiedBound')
  })

  test('without a reason it is the estimate itself', () => {
    expect(suppressEstimate(rate, null)).toBe(rate)
  })
})
