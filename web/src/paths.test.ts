import { expect, test } from 'vitest'
import { reasonPath, safeNext } from './paths.ts'

test('signing in leads back into the app only', () => {
  expect(safeNext('/ai-systems?tier=1')).toBe('/ai-systems?tier=1')
  for (const foreign of ['https://evil.example', '//evil.example', '/\\evil.example', undefined]) {
    expect(safeNext(foreign)).toBe('/')
  }
})

test('a reason leads to its own system', () => {
  expect(reasonPath('/ai-systems/{id}/lifecycle', 'abc')).toBe('/ai-systems/abc/lifecycle')
})
