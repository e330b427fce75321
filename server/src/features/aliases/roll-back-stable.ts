import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { rollBackInput } from './schemas.ts'
import { insertAliasEvent, loadAliases, loadTarget } from './store.ts'
import type { AliasEvent } from './store.ts'

/**
 * Moves stable back to a version that served before, on evidence and without asking the gate again.
 * A target of null takes stable off every version (cause `suspension`); the caller suspends the
 * system. Answers the event, or null where stable was off every version already.
 *
 * Previous becomes empty: it would otherwise name the version that failed, or one from before the
 * target that nobody has looked at, and "back to previous" must never mean either by mistake.
 */
export async function rollBackStable(
  ctx: Context,
  input: z.input<typeof rollBackInput>,
): Promise<AliasEvent | null> {
  ctx.authorize('aliases.move')
  const request = parse(rollBackInput, input)
  const { targetVersionId: to, reason, evidence } = request
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, request.aiSystemId)
    const before = await loadAliases(tx, system.id)
    if (to === null && before.stable.version === null) return null
    if (to !== null) await requireTarget(tx, system, to, before.stable.version?.id ?? null)
    const cause = to === null ? 'suspension' : 'rollback'
    const current = before.stable
    const event = await insertAliasEvent(tx, system, { current, to, cause, reason, evidence })
    const events = [event]
    if (before.previous.version !== null) {
      events.push(
        await insertAliasEvent(tx, system, {
          current: before.previous,
          to: null,
          cause,
          reason: `Emptied by the ${cause} of stable, so that nobody returns by mistake.`,
          evidence: { stableSequence: event.sequence },
        }),
      )
    }
    appendEntry(tx, {
      action: 'aliases.roll-back',
      subject: { type: 'aliases', id: system.id },
      before,
      after: await loadAliases(tx, system.id),
      details: { events },
    })
    return event
  })
}

/** Never a version that was withdrawn, never one that nobody ever let into production. */
async function requireTarget(
  tx: Context,
  system: AiSystem,
  versionId: string,
  stableId: string | null,
): Promise<void> {
  const version = await loadTarget(tx, system.id, versionId)
  const served = await tx.db
    .selectFrom('alias_events')
    .select('sequence')
    .where('ai_system_id', '=', system.id)
    .where('alias', '=', 'stable')
    .where('to_version_id', '=', versionId)
    .limit(1)
    .executeTakeFirst()
  const checks: [boolean, string, string][] = [
    [system.suspendedAt === null, 'system-suspended', 'cannot serve: the system is suspended'],
    [version.withdrawn_at === null, 'version-withdrawn', 'is withdrawn'],
    [served !== undefined, 'never-stable', 'was never stable'],
    [version.id !== stableId, 'target-is-stable', 'is the stable version'],
  ]
  const reasons = checks
    .filter(([passed]) => !passed)
    .map(([, code, words]) => ({
      code,
      message: `Version ${version.label} ${words}.`,
      remedy: 'Roll back to another version, or to none.',
      where: `/ai-systems/${system.id}/versions`,
    }))
  if (reasons.length > 0) throw refusedBecause(reasons)
}
