import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { conflict, notFound, refusedBecause } from '../../errors.ts'
import { reauthenticate } from '../../identity/reauthenticate.ts'
import { parse } from '../../parse.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { recordSignOff } from '../sign-offs/record-sign-off.ts'
import { readApprovals } from './read-approvals.ts'
import { approvePromotionRequest } from './schemas.ts'
import type { promotionApprovals } from './schemas.ts'
import { loadTarget } from './store.ts'

/** Signs that this very content may become stable. */
export async function approvePromotion(
  ctx: Context,
  versionId: string,
  input: unknown,
): Promise<z.infer<typeof promotionApprovals>> {
  ctx.authorize('aliases.approve')
  const request = parse(approvePromotionRequest, input)
  const method = await reauthenticate(ctx, request)
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, await aiSystemOf(tx, versionId))
    const version = await loadTarget(tx, system.id, versionId)
    if (version.withdrawn_at !== null) {
      const message = `Version ${version.label} is withdrawn.`
      throw refusedBecause([{ code: 'version-withdrawn', message, remedy: 'Approve another one.' }])
    }
    const { items } = await readApprovals(tx, { tier: system.tier, version })
    if (items.some(({ userId }) => userId === tx.actor.id)) {
      const message = `You have approved version ${version.label} already.`
      throw conflict('already-approved', message, 'Ask a different person.')
    }
    await recordSignOff(tx, {
      aiSystemId: system.id,
      subjectType: 'versions',
      subjectId: version.id,
      meaning: 'approve-promotion',
      digest: version.digest,
      statement: request.statement,
      method,
    })
    return readApprovals(tx, { tier: system.tier, version })
  })
}

async function aiSystemOf(tx: Context, versionId: string): Promise<string> {
  const row = await tx.db
    .selectFrom('versions')
    .select('ai_system_id')
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', versionId)
    .executeTakeFirst()
  if (row === undefined) throw notFound('version', versionId)
  return row.ai_system_id
}
