import { expect, test } from 'vitest'
import { type GroupCounts, groupKey, groupSize } from './group-counts.ts'
import { intersections } from './intersections.ts'

const cell = (sex: string, age: string, site: string, n: number): GroupCounts => {
  return {
    group: [
      { attribute: 'sex', value: sex },
      { attribute: 'age', value: age },
      { attribute: 'site', value: site },
    ],
    matrix: { tp: n, fp: 0, tn: 0, fn: 0 },
  }
}
const cells = [
  cell('female', 'old', 'north', 50),
  cell('female', 'old', 'south', 30),
  cell('female', 'young', 'north', 5),
  cell('male', 'old', 'north', 20),
  cell('male', 'unknown', 'south', 1),
  cell('male', 'young', 'south', 0),
]

test('every pair of attributes, summed over the third, largest first', () => {
  const { groups, leftOut } = intersections(cells)
  expect(groups.map((counts) => [groupKey(counts.group), groupSize(counts)])).toEqual([
    ['age=old&sex=female', 80],
    ['age=old&site=north', 70],
    ['sex=female&site=north', 55],
    ['age=old&site=south', 30],
    ['sex=female&site=south', 30],
    ['age=old&sex=male', 20],
    ['sex=male&site=north', 20],
    ['age=young&sex=female', 5],
    ['age=young&site=north', 5],
    ['age=unknown&sex=male', 1],
    ['age=unknown&site=south', 1],
    ['sex=male&site=south', 1],
  ])
  expect(leftOut).toEqual({ groups: 0, largest: null })
})

test('the number left out is stated, with the largest of them', () => {
  const { groups, leftOut } = intersections(cells, 3)
  expect(groups).toHaveLength(3)
  expect(leftOut).toEqual({ groups: 9, largest: 30 })
})

test('the order of the cells does not matter', () => {
  const keys = (found: readonly GroupCounts[]) => found.map(({ group }) => groupKey(group))
  const turned = intersections(cells.toReversed(), 7)
  expect(keys(turned.groups)).toEqual(keys(intersections(cells, 7).groups))
})

test('one attribute has no intersections, and a top below 1 is refused', () => {
  const matrix = { tp: 1, fp: 1, tn: 1, fn: 1 }
  const only = [{ group: [{ attribute: 'sex', value: 'female' }], matrix }]
  expect(intersections(only).groups).toEqual([])
  expect(() => intersections(cells, 0)).toThrow(RangeError)
})
