import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { loadPolicy } from './load-policy.ts'
import { rollbackPolicyRequest } from './schemas.ts'

/** Sets when a system's stable version may be taken back, and by whom. */
export async function setPolicy(ctx: Context, aiSystemId: string, input: unknown) {
  ctx.authorize('rollback-policies.manage')
  const request = parse(rollbackPolicyRequest, input)
  return ctx.transaction(async (tx) => {
    await lockAiSystem(tx, aiSystemId)
    const before = await loadPolicy(tx, aiSystemId)
    const values = {
      body: JSON.stringify(request),
      updated_by: JSON.stringify(tx.stamp()),
      updated_at: tx.now(),
    }
    await tx.db
      .insertInto('rollback_policies')
      .values({ ai_system_id: aiSystemId, organization_id: tx.organizationId, ...values })
      .onConflict((clash) => clash.column('ai_system_id').doUpdateSet(values))
      .execute()
    const after = await loadPolicy(tx, aiSystemId)
    appendEntry(tx, {
      action: 'rollback-policies.set',
      subject: { type: 'ai-systems', id: aiSystemId },
      before,
      after,
      details: { mode: request.mode },
    })
    return after
  })
}
