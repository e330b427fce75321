import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { insertAliasEvent, loadAliases } from './store.ts'
import type { AliasEvent } from './store.ts'

/** Part of withdrawing a version: candidate and previous let go of it. It is not the stable one. */
export async function dropVersion(
  ctx: Context,
  version: { aiSystemId: string; versionId: string; reason: string },
): Promise<AliasEvent[]> {
  ctx.authorize('versions.withdraw')
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, version.aiSystemId)
    const before = await loadAliases(tx, system.id)
    const held = [before.candidate, before.previous].filter(
      (alias) => alias.version?.id === version.versionId,
    )
    if (held.length === 0) return []
    const events: AliasEvent[] = []
    for (const current of held) {
      const reason = `The version was withdrawn: ${version.reason}`.slice(0, 4000)
      const move = { current, to: null, cause: 'manual' as const, reason, evidence: {} }
      events.push(await insertAliasEvent(tx, system, move))
    }
    appendEntry(tx, {
      action: 'aliases.move',
      subject: { type: 'aliases', id: system.id },
      before,
      after: await loadAliases(tx, system.id),
      details: { events },
    })
    return events
  })
}
