import type { z } from 'zod'
import { addDays, dayOfInstant } from '@primum/core/monitoring/days'
import { durationCount } from '@primum/core/monitoring/log-histogram'
import { emptyOperations, mergeOperations } from '@primum/core/monitoring/operations-day'
import type { OperationsDay } from '@primum/core/monitoring/operations-day'
import { durationSummary } from '@primum/core/monitoring/operations-metric'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { loadOperations } from '../../monitoring/load-operations.ts'
import { isSmallCell } from '../../monitoring/small-cells.ts'
import { systemClock } from '../../telemetry/sender-facts.ts'
import type { operations, operationsQuery } from './schemas.ts'

const mostDays = 800

/** How an AI system ran and was used, day by day and in all. */
export async function readOperations(
  ctx: Context,
  aiSystemId: string,
  query: z.infer<typeof operationsQuery>,
): Promise<z.input<typeof operations>> {
  ctx.authorize('monitoring.read')
  const now = (await systemClock(ctx, aiSystemId)).toISOString()
  const to = query.to ?? dayOfInstant(now)
  const from = query.from ?? addDays(to, -29)
  if (from > to || from < addDays(to, -mostDays)) {
    throw invalid('from', `A span has 1 to ${mostDays} days.`, 'Ask for a shorter span.')
  }
  const days = (await loadOperations(ctx, aiSystemId, { from, to }))({
    attribute: query.site === '' ? '' : 'site',
    value: query.site,
  })
  const total = emptyOperations()
  const shown: z.input<typeof operations>['days'] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const found = days.day(day)
    if (found === null) continue
    mergeOperations(total, found)
    shown.push({ day, ...describe(found) })
  }
  return { from, to, site: query.site, days: shown, total: describe(total), dataCutoff: now }
}

function describe(day: OperationsDay) {
  const { ok, error, timeout, accepted, overridden, dismissed } = day
  const hidden = [accepted, overridden, dismissed].some(isSmallCell)
  const answers = hidden
    ? { accepted: null, overridden: null, dismissed: null }
    : { accepted, overridden, dismissed }
  return {
    predictions: durationCount(day.predictionDelays),
    calls: ok + error + timeout,
    ...{ ok, error, timeout },
    latencyMs: durationSummary(day.latencies),
    predictionDelayHours: durationSummary(day.predictionDelays),
    outcomeDelayHours: durationSummary(day.outcomeDelays),
    ...answers,
  }
}
