import { expect, test } from 'vitest'
import { drawnMetric, drawnMetrics, readSeriesChoice, segmentChoices, toSeries } from './choice.ts'

test('the plain address asks for sensitivity of everyone over 30 days', () => {
  expect(toSeries(readSeriesChoice({}))).toEqual({
    metric: 'sensitivity',
    attribute: '',
    value: '',
    feature: undefined,
    versionId: undefined,
    windowDays: 30,
  })
})

test('a group comes from the address and goes back into it; a broken one is everyone', () => {
  const [choice] = segmentChoices([{ segment: { attribute: 'sex', value: 'a=b' } }])
  expect(toSeries(readSeriesChoice({ segment: choice?.value }))).toMatchObject({
    attribute: 'sex',
    value: 'a=b',
  })
  expect(toSeries(readSeriesChoice({ segment: 'no-key' }))).toMatchObject({ attribute: '' })
})

test('a version without a baseline is drawn by what needs none, reviews first', () => {
  const metrics = drawnMetrics(false)
  expect(metrics[0]).toBe('hallucination-rate')
  expect(metrics).toContain('latency')
  expect(metrics).not.toContain('sensitivity')
  expect(drawnMetric('sensitivity', metrics)).toBe('hallucination-rate')
  expect(drawnMetric('latency', metrics)).toBe('latency')
  expect(drawnMetrics(true)).toContain('sensitivity')
})
