import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countSubjects, resultOf, sampleOf } from './tested-subjects.ts'
import type { TestedSubject } from './tested-subjects.ts'

const subject = (ok: boolean | null, label = 'A'): TestedSubject => ({
  ...{ subject: { type: 'ai-systems', id: label, label }, ok },
  reason: 'it is so',
})

test.each([
  [[true, true], 'passed'],
  [[true, null], 'not-decidable'],
  [[null, false], 'failed'],
  [[true, false], 'failed'],
] as const)('%j is %s, whatever nothing would be', (oks, result) => {
  const counts = countSubjects(oks.map((ok) => subject(ok)))
  expect(resultOf(counts, 'passed')).toBe(result)
  expect(resultOf(counts, 'not-decidable')).toBe(result)
})

test('nothing to look at is what the rule makes of it', () => {
  expect(resultOf(countSubjects([]), 'not-decidable')).toBe('not-decidable')
  expect(resultOf(countSubjects([]), 'passed')).toBe('passed')
})

test('a sample keeps the worst first, and the order within', () => {
  const all = [subject(true, 'A'), subject(false, 'B'), subject(null, 'C'), subject(false, 'D')]
  const labels = (most: number) => sampleOf(all, most).map((each) => each.subject.label)
  expect(labels(10)).toEqual(['B', 'D', 'C', 'A'])
  expect(labels(2)).toEqual(['B', 'D'])
})

test('every subject is counted once, and passing asks for all of them', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(true, false, null)), (oks) => {
      const counts = countSubjects(oks.map((ok) => subject(ok)))
      expect(counts.ok + counts.notOk + counts.undecided).toBe(oks.length)
      const passed = resultOf(counts, 'not-decidable') === 'passed'
      expect(passed).toBe(oks.length > 0 && oks.every((ok) => ok === true))
    }),
  )
})
