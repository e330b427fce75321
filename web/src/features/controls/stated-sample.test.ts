import { expect, test } from 'vitest'
import { resultOfSample, sentSample } from './stated-sample.ts'
import type { StatedSubject } from './stated-sample.ts'

function subjects(...judgements: StatedSubject['judgement'][]): StatedSubject[] {
  return judgements.map((judgement, key) => ({ key, label: `File ${key}`, judgement, reason: 'r' }))
}

test.each([
  [subjects(), null],
  [subjects('yes', 'yes'), 'passed'],
  [subjects('yes', 'unknown'), 'not-decidable'],
  [subjects('unknown', 'no', 'yes'), 'failed'],
])('the result follows from the sample', (sample, result) => {
  expect(resultOfSample(sample)).toBe(result)
})

test('what cannot be said is sent as neither', () => {
  expect(sentSample(subjects('yes', 'no', 'unknown')).map(({ ok }) => ok)).toEqual([
    true,
    false,
    null,
  ])
})
