import { expect, test } from 'vitest'
import { subgroupSentence } from './forest-rows.ts'
import type { ForestRow } from './forest-rows.ts'

function row(group: string, value: number | null, overall = false): ForestRow {
  const interval =
    value === null
      ? null
      : { lower: value - 0.1, upper: value + 0.1, level: 0.95, method: 'wilson' }
  const state = value === null ? 'undefined' : 'ok'
  const estimate = {
    value,
    interval,
    n: 40,
    positives: 40,
    negatives: 0,
    state,
    reason: null,
    method: 'x',
  }
  return { group, overall, estimate } as ForestRow
}

test('the sentence names who fares worst, with interval and n', () => {
  const rows = [row('Everyone', 0.7, true), row('sex: female', 0.62), row('sex: male', 0.8)]
  expect(subgroupSentence(rows, 'sensitivity').replaceAll('\u00a0', ' ')).toBe(
    'sex: female has the lowest sensitivity (recall): 62.0 % (52.0 % to 72.0 %, n = 40), against 70.0 % for everyone.',
  )
})

test('calibration is worst where it is farthest from 1, on either side', () => {
  const rows = [row('Everyone', 1, true), row('a', 1.2), row('b', 0.5)]
  expect(subgroupSentence(rows, 'observed-expected-ratio')).toMatch(/^b fares worst/)
})

test('where no group can be judged, it says so', () => {
  expect(subgroupSentence([row('Everyone', 0.7, true), row('a', null)], 'sensitivity')).toMatch(
    /^No subgroup/,
  )
})
