import { expect, test } from 'vitest'
import { fieldDiff } from './field-diff.ts'

const once = 'The organization shall assess the impact of its AI systems on people once in a year.'

test('short values stand beside each other, in words', () => {
  expect(fieldDiff('relation', 'equal', 'intersects-with')).toEqual({
    kind: 'values',
    before: 'Asks for the same',
    after: 'Overlaps with',
  })
  expect(fieldDiff('asOf', '2026-09-26', '2027-01-02')).toMatchObject({
    before: '26 Sept 2026',
    after: '2 Jan 2027',
  })
  expect(fieldDiff('prohibits', false, true)).toMatchObject({ before: 'No', after: 'Yes' })
  expect(fieldDiff('effective', null, '2027-01-02')).toMatchObject({ before: null })
})

test('a text says which words went and came', () => {
  const found = fieldDiff('text', once, once.replace('once in a', 'twice a'))
  expect(found).toMatchObject({ kind: 'words' })
  expect(found.kind === 'words' ? found.parts.map(({ kind }) => kind) : []).toEqual([
    'same',
    'gone',
    'new',
    'same',
  ])
})

test('words that only meet by chance are not woven into each other', () => {
  const other = 'A committee of at least three persons meets each quarter to judge every case anew.'
  expect(fieldDiff('text', once, other)).toEqual({ kind: 'texts', before: once, after: other })
  expect(fieldDiff('text', null, once)).toEqual({ kind: 'texts', before: null, after: once })
})

test('lists and conditions are compared line by line, and long runs that stayed are folded', () => {
  expect(fieldDiff('evidence', ['Policy', 'Minutes'], ['Policy', 'Minutes', 'Register'])).toEqual({
    kind: 'lines',
    parts: [
      { kind: 'same', tokens: ['• Policy', '• Minutes'] },
      { kind: 'new', tokens: ['• Register'] },
    ],
  })
  const many = Array.from({ length: 20 }, (_, at) => `${at}`)
  const found = fieldDiff('evidence', many, [...many, 'new'])
  expect(found.kind === 'lines' ? found.parts[0]?.tokens : []).toEqual([
    ...['• 0', '• 1', '• 2', '', '• 17', '• 18', '• 19'],
  ])
  expect(JSON.stringify(fieldDiff('when', { a: {} }, [{ b: [[]] }]))).not.toContain('[object')
})
