import {
  type SmallCellPolicy,
  defaultSmallCellPolicy,
  smallCellReason,
} from '../fairness/small-cell-suppression.ts'
import { segmentKey } from '../monitoring/segment.ts'
import { hideAll, hideResult } from './hide-results.ts'
import type { MulticlassReport, MulticlassSegment } from './multiclass-report.ts'
import { driftWithoutRows, suppressDrift } from './suppress-drift.ts'
import {
  anySmall,
  hiddenGroups,
  shownSum,
  suppressNotes,
  suppressUnlabelled,
} from './suppress-segments.ts'

/**
 * The report as people outside the analysis may see it. A segment is hidden whole where few people
 * of a class were told right or wrong. Where few were taken for one certain other class, its
 * confusion matrix is hidden with the predictive values, which hold the totals of its columns: what
 * is left says how many of each class there are and how many of them were told right.
 */
export function suppressMulticlass(
  report: MulticlassReport,
  policy: SmallCellPolicy = defaultSmallCellPolicy,
): MulticlassReport {
  const { dataset } = report
  const { overall, groups } = suppressUnlabelled(report, policy)
  const reason = `${smallCellReason(policy)} in it, or in a group it would reveal`
  const cellsOf = (segment: MulticlassSegment) => [
    ...rightAndWrong(segment),
    ...(segment.confusionMatrix.counts ?? []).flat(),
    ...segment.classes.map(({ metrics }) => metrics['positive-predictive-value'].clusters ?? 0),
  ]
  const hidden = hiddenGroups(groups, rightAndWrong, policy)
  const everyone = anySmall(rightAndWrong(overall), policy)
  const withoutMatrix = hiddenGroups(groups, cellsOf, policy)
  const noMatrix = anySmall(cellsOf(overall), policy)
  const unknown = [dataset.unlabelled, dataset.unscored]
  const rows = shownSum([overall.labelled, ...unknown], policy)
  const drift = rows === dataset.rows ? report.drift : driftWithoutRows(report.drift, rows)
  const shown = (group: MulticlassSegment) => {
    const key = segmentKey(group.segment)
    if (everyone || hidden.has(key)) return hideSegment(group, reason)
    return noMatrix || withoutMatrix.has(key) ? hideMatrix(group, reason) : group
  }
  return {
    ...report,
    dataset: {
      ...dataset,
      rows,
      unlabelled: shownSum([dataset.unlabelled], policy),
      unscored: shownSum([dataset.unscored], policy),
    },
    overall: everyone
      ? hideSegment(overall, reason)
      : noMatrix
        ? hideMatrix(overall, reason)
        : overall,
    groups: groups.map(shown),
    drift: suppressDrift(drift, policy, { baseline: null, dataCutoff: dataset.to }),
    notes: suppressNotes(report.notes, policy),
    suppressedBelow: policy.minimum,
  }
}

/** People of each class who were told right, and wrong; and how many people they are. */
function rightAndWrong(segment: MulticlassSegment): number[] {
  const { confusionMatrix, classes, patients } = segment
  const ofClass = (confusionMatrix.counts ?? []).flatMap((row, index) => {
    const cases = row.reduce((sum, count) => sum + count, 0)
    return [row[index]!, cases - row[index]!]
  })
  const people = classes.map(({ metrics }) => metrics.sensitivity.clusters ?? 0)
  return [...ofClass, ...people, patients ?? 0]
}

function hideMatrix(segment: MulticlassSegment, reason: string): MulticlassSegment {
  const macro = segment.metrics['positive-predictive-value-macro']
  return {
    ...segment,
    metrics: { ...segment.metrics, 'positive-predictive-value-macro': hideResult(macro, reason) },
    classes: segment.classes.map(({ category, cases, metrics }) => {
      const value = hideResult(metrics['positive-predictive-value'], reason)
      return { category, cases, metrics: { ...metrics, 'positive-predictive-value': value } }
    }),
    confusionMatrix: { ...segment.confusionMatrix, counts: null },
  }
}

function hideSegment(segment: MulticlassSegment, reason: string): MulticlassSegment {
  const { patients, metrics, classes, confusionMatrix } = segment
  return {
    ...segment,
    n: 0,
    labelled: 0,
    patients: patients === null ? null : 0,
    metrics: hideAll(metrics, reason),
    classes: classes.map((each) => ({
      category: each.category,
      cases: 0,
      metrics: {
        auroc: { ...hideResult(each.metrics.auroc, reason), certifiedBound: null },
        sensitivity: hideResult(each.metrics.sensitivity, reason),
        'positive-predictive-value': hideResult(each.metrics['positive-predictive-value'], reason),
      },
    })),
    confusionMatrix: { ...confusionMatrix, counts: null },
  }
}
