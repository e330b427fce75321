import type { MetricEstimate } from '@primum/core/monitoring/metric-kind'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import { expect, test } from 'vitest'
import { hiddenValues, isSmallEstimate } from './small-cells.ts'
import { shownReason, suppressSmallCells } from './suppress-estimate.ts'

const matrix = (tp: number, fp: number, tn: number, fn: number) => ({ tp, fp, tn, fn })
const sum = (parts: ReturnType<typeof matrix>[]) =>
  parts.reduce(
    (a, b) => matrix(a.tp + b.tp, a.fp + b.fp, a.tn + b.tn, a.fn + b.fn),
    matrix(0, 0, 0, 0),
  )

test('one small group takes the smallest of the others with it', () => {
  const groups = [
    { value: 'north', matrix: matrix(40, 60, 300, 20) },
    { value: 'south', matrix: matrix(30, 50, 200, 25) },
    { value: 'west', matrix: matrix(4, 20, 90, 12) },
  ]
  const everyone = sum(groups.map((group) => group.matrix))
  expect([...hiddenValues('site', groups, everyone)]).toEqual(['south', 'west'])
})

test('people without a value are a group that nobody may work out either', () => {
  const groups = [
    { value: 'female', matrix: matrix(40, 60, 300, 20) },
    { value: 'male', matrix: matrix(30, 50, 200, 25) },
  ]
  const known = sum(groups.map((group) => group.matrix))
  expect(hiddenValues('sex', groups, known).size).toBe(0)
  expect([...hiddenValues('sex', groups, sum([known, matrix(2, 0, 0, 0)]))]).toEqual(['male'])
  expect(hiddenValues('sex', groups, sum([known, matrix(20, 20, 20, 20)])).size).toBe(0)
})

function estimate(value: number, n: number): MetricEstimate {
  const interval = { lower: value / 2, upper: value, level: 0.95, method: 'Wilson' }
  const shared = { state: 'ok' as const, reason: null, method: 'sensitivity', baselineValue: 0.6 }
  return { value, interval, n, positives: n, negatives: 0, ...shared }
}

test('a rate gives its numerator away, and what is left of its n', () => {
  expect(isSmallEstimate(estimate(0.9, 100), true)).toBe(true)
  expect(isSmallEstimate(estimate(0.1, 100), true)).toBe(true)
  expect(isSmallEstimate(estimate(0.5, 100), true)).toBe(false)
  expect(isSmallEstimate(estimate(0.9, 100), false)).toBe(false)
  const hidden = suppressSmallCells(estimate(0.9, 100), true)
  expect(hidden).toMatchObject({ value: null, interval: null, n: 0, positives: null })
})

test('a sentence about few people keeps its verdict and loses its numbers', () => {
  const monitor = {
    metric: 'sensitivity',
    threshold: 0.3,
    segment: { attribute: 'sex', value: 'female' },
    windowDays: 30,
  } as Monitor
  const verdict = {
    state: 'ok',
    level: 'critical',
    confirmed: true,
    reason: 'It was 9 of 97, n = 97.',
  }
  const said = shownReason(monitor, verdict, true)
  expect(said).toMatch(/sex: female.*hidden: fewer than 11 people; the evidence confirms/)
  expect(said).not.toMatch(/\b(9|97)\b/)
  expect(shownReason(monitor, verdict, false)).toBe(verdict.reason)
  const silent = { ...verdict, state: 'stale', reason: 'Nothing has arrived for 50 hours.' }
  expect(shownReason(monitor, silent, true)).toBe(silent.reason)
  const heartbeat = { ...monitor, metric: 'heartbeat' } as Monitor
  expect(shownReason(heartbeat, verdict, true)).toMatch(/^Fewer than 11 predictions/)
})
