import { type DemographicParity, demographicParity } from '../fairness/demographic-parity.ts'
import { type EqualizedOdds, equalizedOdds } from '../fairness/equalized-odds.ts'
import type { GroupCounts } from '../fairness/group-counts.ts'
import { type GroupDifference, groupDifferences } from '../fairness/group-differences.ts'
import { type EstimabilityLimits, type GroupRates, groupRates } from '../fairness/group-rates.ts'
import { confusionMatrix } from '../statistics/confusion-matrix.ts'
import type { SegmentEvidence } from './segment-evidence.ts'

/** One attribute at one threshold: what each group gets, and how far the groups lie apart. */
export type AttributeFairness = {
  attribute: string
  threshold: number
  groups: GroupRates[]
  equalizedOdds: EqualizedOdds
  demographicParity: DemographicParity
  /** each group against everybody else of the attribute */
  differences: GroupDifference[]
}

/** Groups of one attribute as the fairness statistics take them; empty groups are left out. */
export function groupCountsAt(
  segments: readonly SegmentEvidence[],
  threshold: number,
): GroupCounts[] {
  return segments
    .filter(({ sums }) => sums.n > 0)
    .map(({ segment, counts, sums }) => {
      const matrix = confusionMatrix(counts, threshold)
      const observed = matrix.tp + matrix.fn
      return {
        group: [segment],
        matrix,
        ...(sums.outside === 0 && { sums: { ...sums, observed } }),
      }
    })
}

/** Null where fewer than two groups have anybody in them: there is nothing to compare. */
export function attributeFairness(
  attribute: string,
  groups: readonly GroupCounts[],
  threshold: number,
  options: { limits?: EstimabilityLimits } = {},
): AttributeFairness | null {
  if (groups.length < 2) return null
  const rates = groupRates(groups, options)
  return {
    attribute,
    threshold,
    groups: rates,
    equalizedOdds: equalizedOdds(rates),
    demographicParity: demographicParity(rates),
    differences: groupDifferences(groups, { reference: 'rest', ...options }),
  }
}
