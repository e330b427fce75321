import { expect, test } from 'vitest'
import { cleaned, readChoice, readText } from './url-state.ts'

test('what is unset leaves the address', () => {
  expect(cleaned({ search: '', tier: undefined, stage: 'deployment', page: 0 })).toEqual({
    stage: 'deployment',
    page: 0,
  })
})

test('text is text even where the address reads as a number', () => {
  expect(readText(2)).toBe('2')
  expect(readText('')).toBeUndefined()
  expect(readText({})).toBeUndefined()
})

test('a choice that is not offered is no choice', () => {
  expect(readChoice('b', ['a', 'b'])).toBe('b')
  expect(readChoice('c', ['a', 'b'])).toBeUndefined()
})
