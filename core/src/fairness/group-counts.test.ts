import { describe, expect, test } from 'vitest'
import { unknownValue } from '../monitoring/segment.ts'
import { assertGroups, groupKey, groupSize, groupWords, pooledCounts } from './group-counts.ts'

const matrix = { tp: 1, fp: 2, tn: 3, fn: 4 }
const sex = (value: string) => ({ attribute: 'sex', value })
const site = (value: string) => ({ attribute: 'site', value })

describe('keys', () => {
  test('do not depend on the order of the attributes', () => {
    expect(groupKey([sex('female'), site('north')])).toBe('sex=female&site=north')
    expect(groupKey([site('north'), sex('female')])).toBe('sex=female&site=north')
  })

  test('no value imitates a second attribute', () => {
    expect(groupKey([sex('female&site=north')])).not.toBe(groupKey([sex('female'), site('north')]))
    expect(groupKey([sex('a%26b')])).not.toBe(groupKey([sex('a&b')]))
  })

  test('and in words', () => {
    expect(groupWords([sex('female'), site('north')])).toBe('sex: female, site: north')
  })
})

describe('pooling', () => {
  const sums = { observed: 5, expected: 4, varianceSum: 2, n: 10 }
  const scored = { positives: [1, 4], negatives: [3, 2] }

  test('adds every count', () => {
    const part = { group: [sex('female')], matrix, sums, scored }
    const all = pooledCounts([], [part, { ...part, group: [sex('male')] }])
    expect(all.matrix).toEqual({ tp: 2, fp: 4, tn: 6, fn: 8 })
    expect(all.sums).toEqual({ observed: 10, expected: 8, varianceSum: 4, n: 20 })
    expect([...(all.scored!.positives as Float64Array)]).toEqual([2, 8])
    expect(groupSize(all)).toBe(20)
  })

  test('keeps no optional count that one part lacks', () => {
    const all = pooledCounts(
      [],
      [
        { group: [sex('female')], matrix, sums, scored },
        { group: [sex('male')], matrix },
      ],
    )
    expect(all).toEqual({ group: [], matrix: { tp: 2, fp: 4, tn: 6, fn: 8 } })
  })

  test('refuses scores on different bins', () => {
    const one = { group: [sex('female')], matrix, scored }
    const other = { group: [], matrix, scored: { positives: [1], negatives: [1] } }
    expect(() => pooledCounts([], [one, other])).toThrow('different bins')
  })
})

test('groups that do not divide the same people are refused', () => {
  const female = { group: [sex('female')], matrix }
  expect(() => assertGroups([female, { group: [sex(unknownValue)], matrix }])).not.toThrow()
  expect(() => assertGroups([female, female])).toThrow('twice')
  expect(() => assertGroups([female, { group: [site('north')], matrix }])).toThrow('attributes')
  expect(() => assertGroups([{ group: [], matrix }])).toThrow(RangeError)
  expect(() => assertGroups([{ ...female, matrix: { ...matrix, tp: -1 } }])).toThrow(RangeError)
})
