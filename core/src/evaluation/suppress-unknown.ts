import { type SmallCellPolicy, isSmallCount } from '../fairness/small-cell-suppression.ts'
import type { Segment } from '../monitoring/segment.ts'
import type { EvaluationReport, SegmentReport } from './evaluation-report.ts'
import { driftWithoutRows } from './suppress-drift.ts'

/**
 * The report without 1–10 rows that lack an outcome or a score. A total less the others would tell
 * them, so they are in no total either; of an attribute all groups lose theirs, or the last one would
 * be everybody's less those shown.
 */
export function suppressUnknown(
  report: EvaluationReport,
  policy: SmallCellPolicy,
): EvaluationReport {
  const { dataset, overall, groups } = report
  const small = (count: number) => isSmallCount(count, policy)
  const unscored = small(dataset.unscored) ? dataset.unscored : 0
  const unlabelled = small(dataset.unlabelled) ? dataset.unlabelled : 0
  const few = new Set(
    groups.filter((group) => small(group.unlabelled)).map(({ segment }) => segment.attribute),
  )
  const isFew = ({ attribute }: Segment) => unlabelled > 0 || few.has(attribute)
  const rows = dataset.rows - unscored - unlabelled
  return {
    ...report,
    dataset: {
      ...dataset,
      rows,
      unscored: dataset.unscored - unscored,
      unlabelled: dataset.unlabelled - unlabelled,
    },
    overall: unlabelled > 0 ? labelledOnly(overall) : overall,
    groups: groups.map((group) => (isFew(group.segment) ? labelledOnly(group) : group)),
    drift: rows === dataset.rows ? report.drift : driftWithoutRows(report.drift, rows),
  }
}

function labelledOnly<Kind extends SegmentReport>(report: Kind): Kind {
  const { metrics, positives, negatives } = report
  const prevalence = { ...metrics.prevalence, unknown: 0 }
  return {
    ...report,
    n: positives + negatives,
    unlabelled: 0,
    metrics: { ...metrics, prevalence },
  }
}
