import type { DomainDays } from '@primum/core/monitoring/domain-day'
import type { IntakeDays } from '@primum/core/monitoring/intake-day'
import {
  isDomainClassifier,
  isIntake,
  isMultivariate,
  isOperational,
  isReviewed,
} from '@primum/core/monitoring/metric-kind'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import type { ReconstructionDays } from '@primum/core/monitoring/reconstruction-day'
import type { Context } from '../context.ts'
import { loadDomains, noDomains } from './load-domains.ts'
import { loadIntake, noIntake } from './load-intake.ts'
import { loadOperations, noOperations } from './load-operations.ts'
import type { Operations } from './load-operations.ts'
import { loadReconstruction, noReconstruction } from './load-reconstruction.ts'
import { loadReviews, noReviews } from './load-reviews.ts'
import type { Reviews } from './load-reviews.ts'

/** What is counted besides predictions and outcomes. */
export type Watched = {
  operations: Operations
  reviews: Reviews
  reconstruction: ReconstructionDays
  intake: IntakeDays
  domains: DomainDays
}

/** Reads it only where a monitor needs it: all of it is empty otherwise. */
export async function loadWatched(
  ctx: Context,
  about: { aiSystemId: string; versionId: string; hasBaseline: boolean },
  span: { from: string; to: string },
  monitors: readonly Monitor[],
): Promise<Watched> {
  const { aiSystemId, versionId, hasBaseline } = about
  // Without a baseline nothing is in profiles, and even silence shows in operations alone.
  const inOperations = ({ metric }: Monitor) =>
    isOperational(metric) || (!hasBaseline && metric === 'heartbeat')
  const reviewed = monitors.filter(({ metric }) => isReviewed(metric))
  return {
    operations: monitors.some(inOperations)
      ? await loadOperations(ctx, aiSystemId, span)
      : noOperations,
    reviews:
      reviewed.length === 0
        ? noReviews
        : await loadReviews(
            ctx,
            versionId,
            span,
            reviewed.map(({ segment }) => segment),
          ),
    reconstruction: monitors.some(({ metric }) => isMultivariate(metric))
      ? await loadReconstruction(ctx, versionId, span)
      : noReconstruction,
    intake: monitors.some(({ metric }) => isIntake(metric))
      ? await loadIntake(ctx, versionId, span)
      : noIntake,
    domains: monitors.some(({ metric }) => isDomainClassifier(metric))
      ? await loadDomains(ctx, versionId, span)
      : noDomains,
  }
}
