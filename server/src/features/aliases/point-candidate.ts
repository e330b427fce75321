import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { insertAliasEvent, loadAliases } from './store.ts'
import type { AliasEvent } from './store.ts'

/** Part of registering a version: the newest is the candidate. */
export async function pointCandidate(
  ctx: Context,
  version: { aiSystemId: string; versionId: string },
): Promise<AliasEvent> {
  ctx.authorize('versions.register')
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, version.aiSystemId)
    const before = await loadAliases(tx, system.id)
    const event = await insertAliasEvent(tx, system, {
      current: before.candidate,
      to: version.versionId,
      cause: 'registration',
      reason: 'Registered as the newest version.',
      evidence: {},
    })
    appendEntry(tx, {
      action: 'aliases.move',
      subject: { type: 'aliases', id: system.id },
      before,
      after: await loadAliases(tx, system.id),
      details: { events: [event] },
    })
    return event
  })
}
