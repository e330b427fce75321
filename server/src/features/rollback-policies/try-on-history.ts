import type { z } from 'zod'
import { replayAliases } from '@primum/core/monitoring/alias-history'
import { addDays, dayOfInstant, daysBetween } from '@primum/core/monitoring/days'
import { tryPolicy } from '@primum/core/monitoring/try-policy'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { parse } from '../../parse.ts'
import { readTrialHistory } from '../../monitoring/trial-history.ts'
import { readStableMoves } from '../../monitoring/stable-moves.ts'
import { systemNow } from '../../monitoring/system-now.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { rollbackPolicyTrialRequest } from './trial-schemas.ts'
import type { rollbackPolicyTrial } from './trial-schemas.ts'

const mostDays = 1100

/** What a policy would have done on the history of a system. Reads only; nothing is kept. */
export async function tryOnHistory(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
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
  const { history, versions, notJudged } = await readTrialHistory(ctx, system, policy, {
    ...{ from, to, periods, moves },
  })
  const trial = tryPolicy(policy, { ...history, ...(changeAt === undefined ? {} : { changeAt }) })
  const nameOf = (id: string) => ({ id, label: versions.get(id) ?? '' })
  return {
    ...trial,
    from,
    to,
    notJudged,
    events: trial.events.map(({ versionId, targetVersionId, ...event }) => ({
      ...event,
      version: nameOf(versionId),
      target: targetVersionId === null ? null : nameOf(targetVersionId),
    })),
  }
}
