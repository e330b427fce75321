import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { conflict, invalid } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { measureDomains } from '../../monitoring/measure-domains.ts'
import { parse } from '../../parse.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { judgeAiSystem } from '../monitors/judge-ai-system.ts'
import { replayClockRequest } from './schemas.ts'
import type { replayClock } from './schemas.ts'

/**
 * Tells a replayed system what time it is, and judges its monitors at that time. Time only goes
 * forward, and only for systems that were registered as a replay: a system in care has one clock.
 */
export async function advanceClock(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
  signal: AbortSignal,
): Promise<z.infer<typeof replayClock>> {
  ctx.authorize('replay-clock.advance')
  const request = parse(replayClockRequest, input)
  const now = new Date(request.now)
  const system = await loadAiSystem(ctx, aiSystemId)
  requireForward(system, now)
  // What is compared once a day is compared now, and without holding anybody up.
  await measureDomains(ctx.asSystem(), system, { now, signal })
  return ctx.transaction(async (tx) => {
    const before = await lockAiSystem(tx, aiSystemId)
    requireForward(before, now)
    await tx.db
      .updateTable('ai_systems')
      .set({ replay_now: now })
      .where('id', '=', aiSystemId)
      .execute()
    appendEntry(tx, {
      action: 'replay-clock.advance',
      subject: { type: 'ai-systems', id: aiSystemId },
      before: { now: before.replayNow },
      after: { now: now.toISOString() },
    })
    const judgement = await judgeAiSystem(tx.asSystem(), aiSystemId)
    return { now: now.toISOString(), ...judgement }
  })
}

function requireForward({ clock, replayNow }: AiSystem, now: Date): void {
  if (clock !== 'replay' || replayNow === null) {
    throw conflict(
      'not-a-replay',
      'This system lives on the wall clock; its time cannot be told to it.',
    )
  }
  if (now.getTime() < Date.parse(replayNow)) {
    throw invalid('now', `The replay clock stands at ${replayNow} and only goes forward.`)
  }
}
