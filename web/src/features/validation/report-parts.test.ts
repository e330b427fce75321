import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import { burdenMetrics } from '@primum/core/evaluation/burden-metrics'
import type { ReconstructionResult } from '@primum/core/evaluation/multivariate-drift'
import {
  insufficientEstimate,
  okEstimate,
  undefinedEstimate,
} from '@primum/core/statistics/estimate'
import { expect, test } from 'vitest'
import { burdenRows, burdenSentence } from './burden-rows.ts'
import { reconstructionSentence, tellingApartSentence } from './together-words.ts'

const evidence = { method: 'a method', n: 500, positives: null, negatives: null }
const interval = (lower: number, upper: number) => ({
  lower,
  upper,
  level: 0.95,
  method: 'a method',
})

function reconstruction(lower: number, upper: number): ReconstructionResult {
  return {
    ...okEstimate(evidence, 0.5, null),
    baselineValue: 0.4,
    difference: { value: (lower + upper) / 2, lower, upper },
    pValue: null,
    imputedShare: 0,
  }
}

test.each([
  [reconstruction(0.05, 0.15), /do not go together as in the baseline.*0\.500.*0\.400.*\+0\.100/],
  [reconstruction(-0.15, -0.05), /more closely.*−0\.100, −0\.150 to −0\.050/],
  [reconstruction(-0.05, 0.05), /^The inputs go together as in the baseline, as far as chance/],
  [{ ...reconstruction(0, 0), difference: null }, /leaves an error of 0\.500/],
])('whether inputs go together is said by the interval of the difference', (result, words) => {
  expect(reconstructionSentence(result)).toMatch(words)
})

test('what could not be measured says why', () => {
  const none = { ...reconstruction(0, 0), ...undefinedEstimate(evidence, 'one column alone') }
  expect(reconstructionSentence(none)).toContain('cannot be said: one column alone.')
  expect(tellingApartSentence(undefinedEstimate(evidence, 'no column'))).toContain('no column')
  const few = insufficientEstimate(evidence, 0.9, interval(0.6, 0.99), 'few rows')
  expect(tellingApartSentence(few)).toContain('cannot be said: few rows.')
})

test('two files can be told apart where the whole interval lies above guessing', () => {
  const apart = okEstimate(evidence, 0.7, interval(0.6, 0.8))
  expect(tellingApartSentence(apart)).toContain('can tell rows of the two files apart')
  const alike = okEstimate(evidence, 0.52, interval(0.48, 0.56))
  expect(tellingApartSentence(alike)).toContain('cannot tell rows of the two files apart')
})

const counts = {
  threshold: 0.3,
  encounters: 400,
  alerts: 200,
  alertedEncounters: 100,
  predictions: 900,
}

function report(metrics: object): EvaluationReport {
  const at = (value: string) => ({
    segment: value === '' ? { attribute: '', value } : { attribute: 'sex', value },
    atThresholds: [{ threshold: 0.3, metrics }],
  })
  const part = { thresholds: [0.3], overall: at(''), groups: [at('female'), at('male')] }
  return part as unknown as EvaluationReport
}

test('the burden stands for everyone first and then group by group, with its unit', () => {
  const rows = burdenRows(report(burdenMetrics(counts, { minimum: 30 })), 'sex')
  expect(rows.map(({ group, overall }) => [group, overall])).toEqual([
    ['Everyone', true],
    ['female', false],
    ['male', false],
  ])
  expect(burdenSentence(rows[0]!)).toMatch(
    /^At 0\.3, there are 50\.0 alerts per 100 encounters \(43\.3 to 57\.4\), and 25\.0 of 100 encounters .* n = 400/,
  )
})

test('without the column of encounters there is no burden', () => {
  expect(burdenRows(report({}), 'sex')).toEqual([])
})
