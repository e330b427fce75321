import type { GroupRates } from '../fairness/group-rates.ts'
import { type SmallCellPolicy, isSmallCount } from '../fairness/small-cell-suppression.ts'
import { suppressGroupRates } from '../fairness/suppressed-groups.ts'
import { segmentKey } from '../monitoring/segment.ts'
import type { ConfusionMatrix } from '../statistics/confusion-matrix.ts'
import type { EvaluationReport } from './evaluation-report.ts'

/**
 * Pairs of groups without small cells. A pair is also its group less the other pairs of it, so the
 * pairs of two attributes are hidden together: where one of them is small, and where what the
 * list leaves of a group is.
 */
export function suppressPairs(
  report: EvaluationReport,
  hidden: ReadonlySet<string>,
  policy: SmallCellPolicy,
  reason: string,
): { threshold: number; groups: GroupRates[]; leftOut: number }[] {
  const { intersections } = report.fairness
  const unsafe = new Set<string>()
  intersections.forEach(({ threshold, groups }) => {
    const place = report.thresholds.indexOf(threshold)
    for (const attributes of new Set(groups.map(attributesOf))) {
      const own = groups.filter((group) => attributesOf(group) === attributes)
      const left = attributes.split('\n').flatMap((attribute) =>
        report.groups
          .filter(({ segment }) => segment.attribute === attribute)
          .map(({ segment, atThresholds }) => {
            const key = segmentKey(segment)
            const parts = own.filter(({ group }) => group.some((each) => segmentKey(each) === key))
            return less(atThresholds[place]!.counts, parts.map(matrixOf))
          }),
      )
      const touched = own.some(({ group }) => group.some((each) => hidden.has(segmentKey(each))))
      if (touched || [...own.map(matrixOf), ...left].some((matrix) => isSmall(matrix, policy))) {
        unsafe.add(attributes)
      }
    }
  })
  return intersections.map((each) => ({
    ...each,
    groups: each.groups.map((group) =>
      unsafe.has(attributesOf(group)) ? suppressGroupRates(group, reason) : group,
    ),
  }))
}

function attributesOf({ group }: GroupRates): string {
  return group
    .map(({ attribute }) => attribute)
    .sort()
    .join('\n')
}

/** A rate with its denominator is a count. */
function matrixOf({ rates }: GroupRates): ConfusionMatrix {
  const { sensitivity, 'false-positive-rate': falsePositives } = rates
  const share = ({ value, n }: { value: number | null; n: number }) => Math.round((value ?? 0) * n)
  const tp = share(sensitivity.estimate)
  const fp = share(falsePositives.estimate)
  return { tp, fn: sensitivity.estimate.n - tp, fp, tn: falsePositives.estimate.n - fp }
}

function less(whole: ConfusionMatrix, parts: readonly ConfusionMatrix[]): ConfusionMatrix {
  const left = { ...whole }
  for (const part of parts) {
    for (const cell of ['tp', 'fp', 'tn', 'fn'] as const) left[cell] -= part[cell]
  }
  return left
}

function isSmall({ tp, fp, tn, fn }: ConfusionMatrix, policy: SmallCellPolicy): boolean {
  return [tp, fp, tn, fn, tp + fn, fp + tn, tp + fp].some((count) =>
    isSmallCount(Math.max(0, count), policy),
  )
}
