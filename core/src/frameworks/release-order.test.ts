import { expect, test } from 'vitest'
import { isNewerRelease } from './release-order.ts'

test('releases are ordered by their numbers, not by their letters', () => {
  expect(isNewerRelease('2026.11.10', '2026.11.9')).toBe(true)
  expect(isNewerRelease('2027.01.0', '2026.12.9')).toBe(true)
  expect(isNewerRelease('2026.11.9', '2026.11.10')).toBe(false)
  expect(isNewerRelease('2026.11.0', '2026.11.0')).toBe(false)
})
