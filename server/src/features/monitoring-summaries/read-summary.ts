import { replayAliases } from '@primum/core/monitoring/alias-history'
import type { Month } from '@primum/core/monitoring/ended-months'
import { isOverall } from '@primum/core/monitoring/segment'
import { summarySentence, summaryTitle } from '@primum/core/monitoring/summary-words'
import type { SummaryFacts } from '@primum/core/monitoring/summary-words'
import type { Context } from '../../context.ts'
import { readStableMoves } from '../../monitoring/stable-moves.ts'
import { systemNow } from '../../monitoring/system-now.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { countMonth } from './month-counts.ts'
import { eventsOf } from './month-events.ts'
import { countDays, measureMonth, monitorsOf } from './month-monitors.ts'
import { verdictsAt } from './month-verdicts.ts'
import { deploymentsOf, versionsOf } from './month-versions.ts'

/**
 * How monitoring went in a month, as anybody of the organization may read it. Null where there is
 * nothing to say: no monitor was on, or nothing ran, arrived or was raised.
 */
export async function readSummary(ctx: Context, system: AiSystem, month: Month) {
  ctx.authorize('monitoring.read')
  const monitors = await monitorsOf(ctx, system, month)
  if (monitors.length === 0) return null
  const { periods } = replayAliases(await readStableMoves(ctx, system.id))
  const versions = await versionsOf(ctx, system.id, month, periods)
  const counts = await countMonth(ctx, system.id, month, periods)
  const events = await eventsOf(ctx, system, month)
  // A retired system is silent because it is meant to be.
  const operated = versions.length > 0 && system.stage !== 'retirement'
  if (!operated && !counts.anything && events.alarms.length === 0) return null
  const measured = await measureMonth(ctx, system, month, { monitors, periods })
  const verdicts = await verdictsAt(ctx, system, month, { monitors, periods })
  const { anything: _, ...received } = counts
  const content = {
    aiSystem: { id: system.id, reference: system.reference, name: system.name },
    month: month.name,
    from: month.from,
    to: month.to,
    writtenAt: ctx.now().toISOString(),
    dataCutoff: systemNow(ctx, system).toISOString(),
    replayed: system.clock === 'replay',
    synthetic: system.synthetic,
    labelPolicy: system.labelPolicy,
    outcomesAwaitedDays: system.outcomeHorizonDays + system.outcomeGraceDays,
    versions,
    deployments: await deploymentsOf(ctx, system.id, month),
    received,
    monitors: monitors.map(({ id, monitor }) => {
      const { enabled: _enabled, ...settings } = monitor
      const measurements = measured.get(id) ?? []
      const verdict = verdicts.get(id)
      return {
        ...{ id, ...settings },
        measurements,
        daysJudged: countDays(measurements),
        verdictAtEnd: verdict === undefined ? null : verdictOf(verdict),
        alarms: events.alarms.filter((alarm) => alarm.monitor.id === id).length,
      }
    }),
    subgroups: monitors.flatMap(({ monitor }) =>
      isOverall(monitor.segment) ? [] : [{ monitor: monitor.key, ...monitor.segment }],
    ),
    ...events,
  }
  const levels = (level: string) => events.alarms.filter((each) => each.level === level).length
  const facts: SummaryFacts = {
    name: system.name,
    month,
    monitors: monitors.length,
    versions: versions.map(({ label }) => label),
    predictions: counts.predictions,
    outcomes: counts.outcomes,
    hiddenDays: counts.daysOfFew.predictions,
    silentDays: counts.silentDays.length,
    calls: counts.calls,
    alarms: {
      critical: levels('critical'),
      warning: levels('warning'),
      inconclusive: levels('inconclusive'),
    },
    incidents: events.incidents.length,
    findings: events.findings.length,
    rollbacks: events.moves.filter(({ cause }) => cause === 'rollback').length,
  }
  return {
    title: summaryTitle(facts),
    sentence: summarySentence(facts),
    content: { summary: summarySentence(facts), ...content },
  }
}

function verdictOf(verdict: {
  state: string
  level: string
  confirmed: boolean
  reason: string
  window: { from: string; to: string }
  evidence: { days: number } | null
  versionId: string
}) {
  const { state, level, confirmed, reason, window, evidence, versionId } = verdict
  return { state, level, confirmed, reason, window, evidence, versionId }
}
