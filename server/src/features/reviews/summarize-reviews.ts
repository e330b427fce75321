import type { z } from 'zod'
import { addDays, dayOfInstant } from '@primum/core/monitoring/days'
import type { MetricEstimate, MetricName } from '@primum/core/monitoring/metric-kind'
import { emptyReviewDay, mergeReviewDay, reviewedBy } from '@primum/core/monitoring/review-day'
import { findingEstimate, reviewEstimate } from '@primum/core/monitoring/review-metric'
import { overallSegment } from '@primum/core/monitoring/segment'
import { defaultMinimumSamples } from '@primum/core/monitoring/thresholds'
import { findingNames } from '@primum/core/statistics/review-rates'
import type { Estimate } from '@primum/core/statistics/estimate'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { loadReviews } from '../../monitoring/load-reviews.ts'
import { measuredSpan } from '../../monitoring/measured-span.ts'
import { isSmallCell } from '../../monitoring/small-cells.ts'
import { suppressSmallCells } from '../../monitoring/suppress-estimate.ts'
import { reviewSentence } from './review-sentence.ts'
import type { reviewSummary, reviewSummaryQuery } from './schemas.ts'

const mostDays = 800

/** What reviewers found in the outputs of a version, and how far they agree. */
export async function summarizeReviews(
  ctx: Context,
  aiSystemId: string,
  query: z.infer<typeof reviewSummaryQuery>,
): Promise<z.input<typeof reviewSummary>> {
  ctx.authorize('monitoring.read')
  const { version, now } = await measuredSpan(ctx, aiSystemId, { versionId: query.versionId })
  const to = query.to ?? dayOfInstant(now)
  const from = query.from ?? addDays(to, -83)
  if (from > to || from < addDays(to, -mostDays)) {
    throw invalid('from', `A span has 1 to ${mostDays} days.`, 'Ask for a shorter span.')
  }
  const kind = query.reviewedBy
  const segment = kind === undefined ? overallSegment : { attribute: reviewedBy, value: kind }
  const days = (await loadReviews(ctx, version.id, { from, to }, [segment]))(segment)
  const sum = emptyReviewDay()
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const found = days(day)
    if (found !== null) mergeReviewDay(sum, found)
  }
  const of = (metric: MetricName, feature?: string) =>
    plain(
      reviewEstimate(
        { metric, ...(feature === undefined ? {} : { feature }) },
        sum,
        defaultMinimumSamples[metric],
      ),
    )
  const findings = findingNames.map((finding) => ({
    finding,
    rate: plain({
      ...findingEstimate(sum, finding, defaultMinimumSamples['hallucination-rate']),
      baselineValue: null,
    }),
    agreement: of('reviewer-agreement', finding),
  }))
  const rating = of('mean-rating')
  return {
    version: { id: version.id, label: version.label },
    ...{ from, to, outputs: isSmallCell(sum.outputs) ? null : sum.outputs },
    reviewers: await countReviewers(ctx, version.id, { from, to }, kind),
    ...{ findings, rating, editDistance: of('mean-edit-distance') },
    sentence: reviewSentence(sum.outputs, findings, rating),
    dataCutoff: now,
  }
}

function plain(estimate: MetricEstimate): Estimate {
  const { baselineValue: _, detail: __, ...shown } = suppressSmallCells(estimate)
  return shown
}

async function countReviewers(
  ctx: Context,
  versionId: string,
  { from, to }: { from: string; to: string },
  kind: 'human' | 'automated' | undefined,
): Promise<number> {
  let select = ctx.db
    .selectFrom('reviews')
    .select((eb) => eb.fn.count<number>('reviewer').distinct().as('n'))
    .where('version_id', '=', versionId)
    .where('organization_id', '=', ctx.organizationId)
    .where('reviewed_at', '>=', new Date(`${from}T00:00:00Z`))
    .where('reviewed_at', '<', new Date(`${addDays(to, 1)}T00:00:00Z`))
  if (kind !== undefined) select = select.where('kind', '=', kind)
  return Number((await select.executeTakeFirstOrThrow()).n)
}
