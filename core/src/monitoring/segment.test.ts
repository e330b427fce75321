import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  groupValue,
  isOverall,
  overallSegment,
  segmentFromKey,
  segmentKey,
  segmentWords,
} from './segment.ts'

test('keys are one to one', () => {
  const part = fc.oneof(fc.string(), fc.constantFrom('=', '%', '%3D', '%25', 'a=b', '%253D'))
  fc.assert(
    fc.property(part, part, (attribute, value) => {
      expect(segmentFromKey(segmentKey({ attribute, value }))).toEqual({ attribute, value })
    }),
  )
})

test('the overall segment has the empty key', () => {
  expect(segmentKey(overallSegment)).toBe('')
  expect(segmentFromKey('')).toEqual(overallSegment)
  expect(isOverall({ attribute: 'sex', value: '' })).toBe(false)
})

test('missing is a group', () => {
  expect([null, undefined, '', 'north'].map(groupValue)).toEqual([
    'unknown',
    'unknown',
    'unknown',
    'north',
  ])
})

test('refuses a text that is no key', () => {
  expect(() => segmentFromKey('sex')).toThrow(RangeError)
  expect(() => segmentFromKey('a=b=c')).toThrow(RangeError)
})

test('in words', () => {
  expect(segmentWords(overallSegment)).toBe('everyone')
  expect(segmentWords({ attribute: 'sex', value: 'female' })).toBe('sex: female')
})
