import { expect, test } from 'vitest'
import { defaultSmallCellPolicy } from '../fairness/small-cell-suppression.ts'
import { seededRandom } from '../monitoring/test-cohort.ts'
import { exactCounts } from '../statistics/scored-counts.ts'
import type { EvaluationReport } from './evaluation-report.ts'
import { estimatedReport } from './estimated-report.ts'
import { countedScores } from './counted-scores.ts'
import { stamp } from './provenance.ts'
import { suppressEstimated } from './suppress-estimated.ts'

const provenance = { baseline: 'before', dataCutoff: null }

/** A report of which only what is looked at is there. */
function reportOf(threshold: number, known: number, unlabelled: number): EvaluationReport {
  const random = seededRandom(4)
  const scores = Float64Array.from({ length: 1000 }, () => Math.round(random() * 1000) / 1000)
  const labels = scores.map((score) => (random() < score ? 1 : 0))
  const estimated = estimatedReport(countedScores(scores), exactCounts(scores, labels), {
    thresholds: [threshold],
    minimum: 30,
    unlabelled,
  })
  const counts = { tp: known, fp: 0, tn: 0, fn: 0 }
  return {
    estimated: stamp(estimated, provenance),
    overall: { atThresholds: [{ threshold, counts }] },
  } as unknown as EvaluationReport
}

const shown = (report: EvaluationReport) => suppressEstimated(report, defaultSmallCellPolicy)

test('large numbers are shown with their provenance', () => {
  const found = shown(reportOf(0.5, 100, 700))!
  expect(found.atThresholds[0]!.metrics.sensitivity).toMatchObject({ state: 'ok', ...provenance })
})

test.each([
  ['few are flagged', 0.995],
  ['few are not', 0.005],
])('%s', (_, threshold) => {
  const { metrics } = shown(reportOf(threshold, 0, 700))!.atThresholds[0]!
  for (const result of Object.values(metrics)) {
    expect(result).toMatchObject({ value: null, n: 0, baselineValue: null, ...provenance })
  }
})

test('few without an outcome are not told by what is flagged, and not at all', () => {
  const report = reportOf(0.5, 0, 700)
  const flagged = report.estimated!.atThresholds[0]!.metrics['positive-predictive-value'].n
  const close = shown(reportOf(0.5, flagged - 4, 700))!
  expect(close.atThresholds[0]!.metrics.sensitivity.value).toBe(null)
  expect(shown(reportOf(0.5, 100, 7))).toBe(null)
})
