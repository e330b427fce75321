import { expect, test } from 'vitest'
import { isSilent, silenceWords } from './silence.ts'

test('silence is told against its limit, and never without one', () => {
  expect(isSilent({ silenceHours: 25, silenceLimitHours: 24 })).toBe(true)
  expect(isSilent({ silenceHours: 24, silenceLimitHours: 24 })).toBe(false)
  expect(isSilent({ silenceHours: 1000, silenceLimitHours: null })).toBe(false)
  expect(isSilent({ silenceHours: null, silenceLimitHours: 24 })).toBe(false)
})

test('hours become days after two of them', () => {
  const words = (silenceHours: number | null) =>
    silenceWords({ silenceHours, silenceLimitHours: 1 })
  expect(words(3.9)).toBe('3 h ago')
  expect(words(47.9)).toBe('47 h ago')
  expect(words(48)).toBe('2 days ago')
  expect(words(null)).toBe('Never')
})
