import { expect, test } from 'vitest'
import { countsWords } from './run-words.ts'

test.each([
  [{ ok: 0, notOk: 0, undecided: 0 }, ''],
  [{ ok: 3, notOk: 0, undecided: 0 }, '3 of 3 are as they should be.'],
  [{ ok: 3, notOk: 2, undecided: 0 }, '3 of 5 are as they should be, 2 are not.'],
  [
    { ok: 0, notOk: 1, undecided: 2 },
    '0 of 3 are as they should be, 1 is not, 2 cannot be decided.',
  ],
])('%o is said as "%s"', (counts, words) => {
  expect(countsWords(counts)).toBe(words)
})
