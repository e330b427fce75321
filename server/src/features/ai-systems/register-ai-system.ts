import type { Insertable } from 'kysely'
import type { Context } from '../../context.ts'
import type { AiSystems } from '../../db/schema.gen.ts'
import { conflict } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { toColumns } from './columns.ts'
import { registerAiSystemRequest } from './schemas.ts'
import { loadAiSystem } from './load-ai-system.ts'
import { updateSites } from './store.ts'
import type { AiSystem } from './ai-system.ts'

/** Puts an AI system into the inventory, at the first stage of its life. */
export async function registerAiSystem(ctx: Context, input: unknown): Promise<AiSystem> {
  ctx.authorize('ai-systems.register')
  const request = parse(registerAiSystemRequest, input)
  return ctx.transaction(async (tx) => {
    const id = tx.newId()
    const values = {
      ...toColumns(request),
      id,
      organization_id: tx.organizationId,
      clock: request.clock,
      // Before its first tick a replay stands at the beginning of time that data can have.
      replay_now: request.clock === 'replay' ? new Date('2000-01-01T00:00:00Z') : null,
      synthetic: request.synthetic,
      created_at: tx.now(),
      updated_at: tx.now(),
    } as Insertable<AiSystems>
    const made = await tx.db
      .insertInto('ai_systems')
      .values(values)
      .onConflict((clash) => clash.columns(['organization_id', 'reference']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made === undefined) {
      throw conflict(
        'reference-taken',
        `An AI system with the reference ${request.reference} is registered already.`,
        'Choose another reference, or edit the registered system.',
      )
    }
    await updateSites(tx, id, request.siteCodes)
    const after = await loadAiSystem(tx, id)
    appendEntry(tx, {
      action: 'ai-systems.register',
      subject: { type: 'ai-systems', id },
      before: null,
      after,
      details: { reference: after.reference, name: after.name },
    })
    return after
  })
}
