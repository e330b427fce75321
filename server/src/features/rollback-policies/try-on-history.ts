import type { z } from 'zod'
import { replayAliases } from '@primum/core/monitoring/alias-history'
import { addDays, dayOfInstant, daysBetween } from '@primum/core/monitoring/days'
import { needsBaseline } from '@primum/core/monitoring/metric-kind'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { parse } from '../../parse.ts'
import { runTrial } from '../../monitoring/run-trial.ts'
import { readTrialFacts } from '../../monitoring/trial-facts.ts'
import { readStableMoves } from '../../monitoring/stable-moves.ts'
import { systemNow } from '../../monitoring/system-now.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { rollbackPolicyTrialRequest } from './trial-schemas.ts'
import type { rollbackPolicyTrial } from './trial-schemas.ts'

const mostDays = 1100

/**
 * What a policy would have done on the history of a system. Reads only; nothing is kept. The trial
 * itself runs in a thread, until the signal says that nobody waits for it.
 */
export async function tryOnHistory(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
  signal: AbortSignal,
): Promise<z.input<typeof rollbackPolicyTrial>> {
  ctx.authorize('monitoring.read')
  const { policy, changeAt, ...asked } = parse(rollbackPolicyTrialRequest, input)
  const system = await loadAiSystem(ctx, aiSystemId)
  const yesterday = addDays(dayOfInstant(systemNow(ctx, system).toISOString()), -1)
  const to = asked.to !== undefined && asked.to < yesterday ? asked.to : yesterday
  const moves = await readStableMoves(ctx, aiSystemId)
  const { periods } = replayAliases(moves)
  const first = periods[0] === undefined ? to : dayOfInstant(periods[0].from)
  const aYearBefore = addDays(to, -364)
  const from = asked.from ?? (first > aYearBefore && first <= to ? first : aYearBefore)
  if (from > to || daysBetween(from, to) >= mostDays) {
    const message = `A history has 1 to ${mostDays} days.`
    throw invalid('from', message, 'Choose another first or last day.')
  }
  const facts = await readTrialFacts(ctx, system, policy, { from, to, periods, moves })
  const task = { policy, facts, ...(changeAt === undefined ? {} : { changeAt }) }
  const trial = await runTrial(task, signal)
  const labels = new Map(facts.versions.map(({ version }) => [version.id, version.label]))
  const nameOf = (id: string) => ({ id, label: labels.get(id) ?? '' })
  return {
    ...trial,
    from,
    to,
    notJudged: policy.triggers.metrics.some(needsBaseline)
      ? facts.versions.flatMap(({ version }) => (version.baseline === null ? [version.label] : []))
      : [],
    events: trial.events.map(({ versionId, targetVersionId, ...event }) => ({
      ...event,
      version: nameOf(versionId),
      target: targetVersionId === null ? null : nameOf(targetVersionId),
    })),
  }
}
