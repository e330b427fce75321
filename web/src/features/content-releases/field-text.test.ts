import { expect, test } from 'vitest'
import { fieldText } from './field-text.ts'

test('one value is a text, in words', () => {
  expect(fieldText('text', 'Tell people from 2027-01-02 on.')).toEqual({
    text: 'Tell people from 2 Jan 2027 on.',
  })
  expect(fieldText('confidence', 'recalled')).toEqual({
    text: 'From memory, seen in no source: to be confirmed by counsel',
  })
  expect(fieldText('role', 'heading')).toEqual({ text: 'Heading: asks for nothing by itself' })
  expect(fieldText('prohibits', true)).toEqual({ text: 'Yes' })
  expect(fieldText('source', ['ACT', 'GUIDE'])).toEqual({ text: 'ACT, GUIDE' })
  expect(fieldText('evidence', ['Minutes'])).toEqual({ text: 'Minutes' })
})

test('several, and conditions, are lines', () => {
  expect(fieldText('evidence', ['Policy', 'Minutes'])).toEqual({ lines: ['• Policy', '• Minutes'] })
  expect(fieldText('when', { any: [{ fact: 'generative', is: true }] })).toEqual({
    lines: ['at least one of these holds:', '  • it is generative'],
  })
  expect(fieldText('deadline', { text: 'At once', days: 3 })).toEqual({
    lines: ['Text: At once', 'Days: 3'],
  })
})
