import { expect, test } from 'vitest'
import { centralLevels } from './regression-report.ts'

test('levels alike far from both ends make an interval, the widest first', () => {
  expect(centralLevels([0.05, 0.1, 0.5, 0.9, 0.95])).toEqual([
    { lower: 0.05, upper: 0.95 },
    { lower: 0.1, upper: 0.9 },
  ])
  // 1 − 0.3 is not 0.7 in binary.
  expect(centralLevels([0.3, 0.7])).toEqual([{ lower: 0.3, upper: 0.7 }])
  expect(centralLevels([0.1, 0.5, 0.8])).toEqual([])
})
