import {
  type SmallCellPolicy,
  isSmallCount,
  isSmallRate,
  smallCellReason,
  suppressEstimate,
} from '../fairness/small-cell-suppression.ts'
import type { EstimatedReport, EstimatedResult } from './estimated-report.ts'
import type { EvaluationReport, SegmentReport } from './evaluation-report.ts'
import { stamp } from './provenance.ts'

/**
 * The estimate without outcomes where nothing in it stands for few people: not those it flags, not
 * those among them whose outcome is unknown, not the cells of the baseline behind a value beside it.
 */
export function suppressEstimated(
  { estimated, overall }: EvaluationReport,
  policy: SmallCellPolicy,
): EvaluationReport['estimated'] {
  // Nobody needs a guess about so few, and its sample less the others would tell them.
  if (estimated === null || isSmallCount(estimated.unlabelled, policy)) return null
  const { positives, negatives } = estimated.calibratedOn
  const fewKnown = [positives, negatives].some((count) => isSmallCount(count, policy))
  const flagged = estimated.atThresholds.map(
    ({ metrics }) => metrics['positive-predictive-value'].n,
  )
  const smallAt = flagged.map((n, index) => {
    const known = knownFlagged(overall, index)
    const above = flagged[index + 1] ?? 0
    return [n, estimated.n - n, n - above, n - known].some((count) =>
      isSmallCount(Math.max(0, count), policy),
    )
  })
  const hide = (result: EstimatedResult, hidden: boolean, before: boolean): EstimatedResult => ({
    ...result,
    ...(hidden && suppressEstimate(result, smallCellReason(policy))),
    ...(before && { baselineValue: null }),
  })
  const provenance = stampOf(estimated)
  const anywhere = smallAt.includes(true)
  const shown: EstimatedReport = {
    ...estimated,
    calibratedOn: fewKnown ? { positives: 0, negatives: 0 } : estimated.calibratedOn,
    atThresholds: estimated.atThresholds.map(({ threshold, metrics }) => {
      const before =
        fewKnown ||
        isSmallRate(cell(metrics.sensitivity, positives), policy) ||
        isSmallRate(cell(metrics.specificity, negatives), policy)
      return {
        threshold,
        metrics: {
          sensitivity: hide(metrics.sensitivity, anywhere, before),
          specificity: hide(metrics.specificity, anywhere, before),
          'positive-predictive-value': hide(metrics['positive-predictive-value'], anywhere, before),
          'negative-predictive-value': hide(metrics['negative-predictive-value'], anywhere, before),
        },
      }
    }),
  }
  return stamp(shown, provenance)
}

function stampOf({ metrics }: NonNullable<EvaluationReport['estimated']>) {
  const { baseline, dataCutoff } = metrics.auroc
  return { baseline, dataCutoff }
}

function knownFlagged({ atThresholds }: SegmentReport, index: number): number {
  const counts = atThresholds[index]?.counts
  return counts === undefined ? 0 : counts.tp + counts.fp
}

function cell({ baselineValue }: EstimatedResult, total: number) {
  return { count: Math.round((baselineValue ?? 0) * total), total }
}
