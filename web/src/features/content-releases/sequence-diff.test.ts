import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sequenceDiff } from './sequence-diff.ts'

const diff = (before: string, after: string) =>
  sequenceDiff(before.split(' '), after.split(' ')).map(
    ({ kind, tokens }) => `${kind}: ${tokens.join(' ')}`,
  )

test('what stayed, went and came is told in reading order', () => {
  expect(diff('assess it once a year', 'assess it twice a year')).toEqual([
    'same: assess it',
    'gone: once',
    'new: twice',
    'same: a year',
  ])
  expect(diff('a', 'a')).toEqual(['same: a'])
  expect(sequenceDiff([], ['a'])).toEqual([{ kind: 'new', tokens: ['a'] }])
  expect(sequenceDiff([], [])).toEqual([])
})

test('a repeated word is not taken for two', () => {
  expect(diff('a a', 'a')).toEqual(['same: a', 'gone: a'])
})

test('whatever the two are, each can be read out of their difference', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
  fc.assert(
    fc.property(words, words, (before, after) => {
      const parts = sequenceDiff(before, after)
      const side = (other: string) =>
        parts.flatMap(({ kind, tokens }) => (kind === other ? [] : tokens))
      expect(side('new')).toEqual(before)
      expect(side('gone')).toEqual(after)
      expect(parts.every(({ kind }, at) => kind !== parts[at + 1]?.kind)).toBe(true)
    }),
  )
})

test('what is too long to compare pair by pair is told as replaced, and its ends as kept', () => {
  const long = (word: string) => ['first', ...Array.from({ length: 1500 }, () => word), 'last']
  expect(
    sequenceDiff(long('a'), long('b')).map(({ kind, tokens }) => [kind, tokens.length]),
  ).toEqual([
    ['same', 1],
    ['gone', 1500],
    ['new', 1500],
    ['same', 1],
  ])
})
