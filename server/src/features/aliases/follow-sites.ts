import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { systemNow } from '../../monitoring/system-now.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { insertDeployments, loadAliases } from './store.ts'

/** Part of changing a system's sites: the stable version starts at the new ones, stops at the others. */
export async function followSites(ctx: Context, aiSystemId: string): Promise<void> {
  ctx.authorize('ai-systems.edit')
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, aiSystemId)
    const { stable } = await loadAliases(tx, system.id)
    if (stable.version === null) return
    const now = systemNow(tx, system)
    const since = new Date(stable.since ?? now)
    await insertDeployments(tx, system, {
      versionId: stable.version.id,
      sequence: stable.sequence,
      effectiveAt: since > now ? since : now,
    })
    appendEntry(tx, {
      action: 'deployments.follow-sites',
      subject: { type: 'deployments', id: system.id },
      before: null,
      after: { sites: system.siteCodes, version: stable.version },
    })
  })
}
