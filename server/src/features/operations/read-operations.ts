import type { z } from 'zod'
import { addDays, dayOfInstant } from '@primum/core/monitoring/days'
import { durationCount } from '@primum/core/monitoring/log-histogram'
import { emptyOperations, mergeOperations } from '@primum/core/monitoring/operations-day'
import type { OperationsDay } from '@primum/core/monitoring/operations-day'
import { durationSummary } from '@primum/core/monitoring/operations-metric'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { loadOperations } from '../../monitoring/load-operations.ts'
import { systemClock } from '../../telemetry/sender-facts.ts'
import type { operations, operationsQuery } from './schemas.ts'
import { shownDay, shownKinds } from './shown-day.ts'
import type { Kind, ShownDay } from './shown-day.ts'

const mostDays = 800

/**
 * How an AI system ran and was used, day by day and in all. Days hide what rests on 1 to 10 people,
 * and the total holds only what they show: totals of two spans differ by shown days.
 */
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
  const loaded = await loadOperations(ctx, aiSystemId, { from, to })
  const daysOf = (site: string) => loaded({ attribute: site === '' ? '' : 'site', value: site })
  const total = emptyOperations()
  const days: z.input<typeof operations>['days'] = []
  const hiddenDays = { predictions: 0, outcomes: 0, calls: 0, answers: 0 }
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (daysOf(query.site).day(day) === null) continue
    const everyone = daysOf('').day(day) ?? emptyOperations()
    const sites = new Map(
      loaded.sites().map((site) => [site, daysOf(site).day(day) ?? emptyOperations()] as const),
    )
    const { sum, hidden } = shownDay({ everyone, sites }, query.site)
    for (const kind of shownKinds) hiddenDays[kind] += Number(hidden[kind])
    mergeOperations(total, sum)
    days.push({ day, ...describe(sum, hidden) })
  }
  const isAllHidden = (kind: Kind) => days.length > 0 && hiddenDays[kind] === days.length
  const none = {
    predictions: isAllHidden('predictions'),
    outcomes: isAllHidden('outcomes'),
    calls: isAllHidden('calls'),
    answers: isAllHidden('answers'),
  }
  return {
    ...{ from, to, site: query.site, days, hiddenDays },
    total: describe(total, none),
    dataCutoff: now,
  }
}

function describe(day: OperationsDay, hidden: ShownDay['hidden']) {
  const { ok, error, timeout, accepted, overridden, dismissed } = day
  return {
    predictions: hidden.predictions ? null : durationCount(day.predictionDelays),
    ...(hidden.calls
      ? { calls: null, ok: null, error: null, timeout: null }
      : { calls: ok + error + timeout, ok, error, timeout }),
    latencyMs: hidden.calls ? notShown : durationSummary(day.latencies),
    predictionDelayHours: hidden.predictions ? notShown : durationSummary(day.predictionDelays),
    outcomeDelayHours: hidden.outcomes ? notShown : durationSummary(day.outcomeDelays),
    ...(hidden.answers
      ? { accepted: null, overridden: null, dismissed: null }
      : { accepted, overridden, dismissed }),
  }
}

const notShown = { n: null, p50: null, p95: null }
