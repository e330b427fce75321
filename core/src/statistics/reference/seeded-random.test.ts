import { expect, test } from 'vitest'
import { seededRandom } from './seeded-random.ts'

test('repeats exactly and spreads evenly', () => {
  const draw = (seed: number) => Array.from({ length: 10000 }, seededRandom(seed))
  const numbers = draw(5)
  expect(draw(5)).toEqual(numbers)
  expect(draw(6)).not.toEqual(numbers)
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.01)
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true)
})
