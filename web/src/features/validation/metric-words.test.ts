import { okEstimate, undefinedEstimate } from '@primum/core/statistics/estimate'
import { expect, test } from 'vitest'
import { metricInterval, metricNumber, metricValue } from './metric-words.ts'

const evidence = { method: 'x', n: 10, positives: null, negatives: null }

test('each metric is read in its own unit', () => {
  expect(metricNumber('sensitivity', 0.7125)).toBe('71.3\u00a0%')
  expect(metricNumber('auroc', 0.78123)).toBe('0.781')
  expect(metricNumber('net-benefit', 0.0321)).toBe('3.2 per 100')
  expect(metricNumber('number-needed-to-evaluate', 3.24)).toBe('3.2')
})

test('what has no value says why, and no interval is no number', () => {
  const none = undefinedEstimate(evidence, 'nobody was flagged')
  expect(metricValue('positive-predictive-value', none)).toBe('nobody was flagged')
  expect(metricInterval('positive-predictive-value', none)).toBe('–')
})

test('an open end of an interval stays open', () => {
  const interval = { lower: 2, upper: null, level: 0.95, method: 'x' }
  const estimate = okEstimate(evidence, 3, interval)
  expect(metricInterval('number-needed-to-evaluate', estimate)).toBe('2.0 to …')
})
