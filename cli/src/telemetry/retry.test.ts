import { ProblemError } from '@primum/client'
import { expect, test } from 'vitest'
import { withRetries } from './retry.ts'

function failing(times: number, status: number) {
  let calls = 0
  return {
    calls: () => calls,
    work: async () => {
      calls += 1
      if (calls <= times) throw new ProblemError({ detail: 'away', status })
      return calls
    },
  }
}

test('what passes by itself is tried again', async () => {
  const waits: number[] = []
  const { work } = failing(1, 503)
  expect(await withRetries(3, work, (wait) => waits.push(wait))).toBe(2)
  expect(waits).toEqual([500])
})

test('not more often than asked', async () => {
  const { work, calls } = failing(5, 0)
  await expect(withRetries(0, work)).rejects.toThrow('away')
  expect(calls()).toBe(1)
})

test('a refusal is final', async () => {
  const { work, calls } = failing(5, 413)
  await expect(withRetries(5, work)).rejects.toThrow('away')
  expect(calls()).toBe(1)
})
