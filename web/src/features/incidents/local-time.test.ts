import { expect, test } from 'vitest'
import { toLocalInput } from './local-time.ts'

test('what the input shows is the same moment again, to the minute', () => {
  const moment = '2026-11-22T05:07:00.000Z'
  expect(new Date(toLocalInput(moment)).toISOString()).toBe(moment)
})
