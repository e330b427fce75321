import type { Context } from '../../context.ts'
import { conflict, refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { dropVersion } from '../aliases/drop-version.ts'
import { withdrawVersionRequest } from './schemas.ts'
import { loadVersion } from './store.ts'
import type { Version } from './store.ts'

/**
 * Takes a version out of use for good: no alias points to a withdrawn version. The stable one is
 * refused, because to withdraw it would leave care without an answer that anyone chose.
 */
export async function withdrawVersion(ctx: Context, id: string, input: unknown): Promise<Version> {
  ctx.authorize('versions.withdraw')
  const { reason } = parse(withdrawVersionRequest, input)
  return ctx.transaction(async (tx) => {
    const { aiSystemId } = await loadVersion(tx, id)
    await lockAiSystem(tx, aiSystemId)
    const before = await loadVersion(tx, id)
    if (before.withdrawnAt !== null) {
      throw conflict('already-withdrawn', `Version ${before.label} is withdrawn already.`)
    }
    if (before.aliases.includes('stable')) {
      throw refusedBecause([
        {
          code: 'version-is-stable',
          message: `Version ${before.label} is stable, that is, in production.`,
          remedy: 'Promote another version or clear the stable alias first.',
          who: 'Model owner',
          where: `/ai-systems/${aiSystemId}/versions`,
        },
      ])
    }
    await tx.db
      .updateTable('versions')
      .set({ withdrawn_at: tx.now(), withdrawn_reason: reason })
      .where('id', '=', id)
      .execute()
    appendEntry(tx, {
      action: 'versions.withdraw',
      subject: { type: 'versions', id },
      before,
      after: await loadVersion(tx, id),
      details: { aiSystemId, label: before.label, reason },
    })
    await dropVersion(tx, { aiSystemId, versionId: id, reason })
    return loadVersion(tx, id)
  })
}
