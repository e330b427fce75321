import { expect, test } from 'vitest'
import { countWords } from './count-words.ts'

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1_073_741_824, '1,073,741,824'],
])('%d is written %s', (count, words) => {
  expect(countWords(count)).toBe(words)
})
