import { expect, test } from 'vitest'
import { monitorSchema, newMonitor } from './monitor.ts'
import type { Monitor } from './monitor-record.ts'
import { overallSegment } from './segment.ts'

const monitor = newMonitor('sensitivity', 'critical', overallSegment, { threshold: 0.3 })
const refusals = (change: Record<string, unknown>, of: Monitor = monitor) =>
  (monitorSchema.safeParse({ ...of, ...change }).error?.issues ?? []).map(({ path, message }) => [
    path.join('.'),
    message,
  ])

test('a refused setting is named, with what is allowed and what was given', () => {
  const margin = 'The accepted distance from the value at validation must be a number from 0 to 10'
  expect(refusals({ margin: -1 })).toEqual([['margin', `${margin}; -1 was given.`]])
  const days = 'The number of days looked back must be a whole number from 1 to 730'
  for (const windowDays of [0, 0.5, -0.5, 731]) {
    expect(refusals({ windowDays })).toEqual([['windowDays', `${days}; ${windowDays} was given.`]])
  }
  expect(refusals({ windowDays: undefined })).toEqual([
    ['windowDays', `${days}; nothing was given.`],
  ])
  expect(refusals({ windowDays: '7' })).toEqual([
    ['windowDays', `${days}; something else was given.`],
  ])
  expect(refusals({ minimumSample: -1 })).toEqual([
    [
      'minimumSample',
      'The least sample to judge on must be a whole number from 0 to 10,000,000; -1 was given.',
    ],
  ])
  expect(refusals({ deltas: [0.1, 0] })).toEqual([
    [
      'deltas.1',
      'A change that the detector looks for must be a number above 0, at most 100; 0 was given.',
    ],
  ])
  expect(refusals({ explanation: 'x'.repeat(501) })).toEqual([
    [
      'explanation',
      'The sentence on what it watches, and why, must have 1 to 500 characters; 501 were given.',
    ],
  ])
})

test('what a metric does not allow is told the same way', () => {
  expect(refusals({ margin: 1.5 })).toEqual([
    ['margin', 'The accepted distance of a rate must be below 1; 1.5 was given.'],
  ])
  expect(refusals({ limit: 1.5 }, newMonitor('invalid-data', 'critical'))).toEqual([
    ['limit', 'The accepted limit is a share, and so must be below 1; 1.5 was given.'],
  ])
  expect(refusals({})).toEqual([])
})
