import { expect, test } from 'vitest'
import { seededRandom } from '../monitoring/test-cohort.ts'
import { auroc } from '../statistics/auroc.ts'
import { exactCounts } from '../statistics/scored-counts.ts'
import { estimatedReport } from './estimated-report.ts'
import { countedScores } from './counted-scores.ts'

function predictions(rows: number, seed: number, power = 1) {
  const random = seededRandom(seed)
  const scores = Float64Array.from(
    { length: rows },
    () => Math.round(random() ** power * 500) / 500,
  )
  return { scores, labels: Uint8Array.from(scores, (score) => (random() < score ? 1 : 0)) }
}

const before = predictions(6000, 1)
const baseline = exactCounts(before.scores, before.labels)
const options = { thresholds: [0.3, 0.6], minimum: 30, unlabelled: 10 }

test('under a shift of the case mix alone it finds what outcomes would say', () => {
  const now = predictions(8000, 2, 2)
  const found = estimatedReport(countedScores(now.scores), baseline, options)
  const truth = auroc(exactCounts(now.scores, now.labels)).value!
  expect(Math.abs(truth - auroc(baseline).value!)).toBeGreaterThan(0.01)
  expect(Math.abs(found.metrics.auroc.value! - truth)).toBeLessThan(0.01)
  expect(found.metrics.auroc.baselineValue).toBe(auroc(baseline).value)
  expect(found.n).toBe(8000)
})

test('the AUROC does not depend on which threshold stands first', () => {
  const scores = countedScores(predictions(900, 3).scores)
  const one = estimatedReport(scores, baseline, { ...options, thresholds: [0.9] })
  const other = estimatedReport(scores, baseline, { ...options, thresholds: [] })
  expect(one.metrics.auroc.value).toBeCloseTo(other.metrics.auroc.value!, 12)
})

test('too few outcomes in the baseline, or no scores, leave nothing to estimate', () => {
  const few = exactCounts(before.scores.subarray(0, 40), before.labels.subarray(0, 40))
  const scores = countedScores(before.scores)
  for (const [found, reason] of [
    [estimatedReport(scores, few, options), 'at least 30 needed'],
    [estimatedReport(countedScores(new Float64Array(0)), baseline, options), 'no predictions'],
  ] as const) {
    const all = [found.metrics, ...found.atThresholds.map(({ metrics }) => metrics)]
    for (const each of all.flatMap((metrics) => Object.values(metrics))) {
      expect(each).toMatchObject({ state: 'undefined', value: null, estimated: true })
      expect(each.reason).toContain(reason)
    }
  }
})
