import {
  isDomainClassifier,
  isIntake,
  isMultivariate,
  isReviewed,
} from '@primum/core/monitoring/metric-kind'
import type { MetricName } from '@primum/core/monitoring/metric-kind'
import type { Context } from '../context.ts'
import { comparedDays } from './load-domains.ts'
import { intakeDays } from './load-intake.ts'
import { operatedDays } from './load-operations.ts'
import { reconstructedDays } from './load-reconstruction.ts'
import { reviewedDays } from './load-reviews.ts'
import type { MeasuredSpan } from './measured-span.ts'

/** The days on which anything was counted for a metric of a version; null where nothing was. */
export async function countedDays(
  ctx: Context,
  { system, version, from, to }: MeasuredSpan,
  { metric, windowDays }: { metric: MetricName; windowDays: number },
): Promise<{ from: string | null; to: string | null }> {
  const nothing = { from: null, to: null }
  if (isReviewed(metric)) return (await reviewedDays(ctx, version.id)) ?? nothing
  if (isDomainClassifier(metric)) {
    return (await comparedDays(ctx, version.id, windowDays)) ?? nothing
  }
  if (isIntake(metric)) return (await intakeDays(ctx, version.id)) ?? nothing
  // Predictions of a version without a baseline are in no profiles, and so have no days there.
  if (version.baseline === null) return (await operatedDays(ctx, system.id)) ?? nothing
  if (isMultivariate(metric)) return (await reconstructedDays(ctx, version.id)) ?? nothing
  return { from, to }
}
