import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { PrimumError } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { createKeyRequest } from './schemas.ts'
import type { createdKey } from './schemas.ts'
import { loadKey } from './store.ts'

/** Makes a key with some of its maker's own permissions; the key itself is shown only now. */
export async function createKey(ctx: Context, input: unknown): Promise<z.infer<typeof createdKey>> {
  ctx.authorize('keys.manage')
  const request = parse(createKeyRequest, input)
  for (const scope of request.scopes) {
    const decision = ctx.may(scope)
    if (!decision.allowed && !ctx.may('organizations.manage').allowed) {
      throw new PrimumError(
        'forbidden',
        `You cannot give the scope ${scope}: you do not hold it.`,
        {
          reasons: decision.reasons,
        },
      )
    }
  }
  return ctx.transaction(async (tx) => {
    const made = await tx.services.identity.within(tx.db).api.createApiKey({
      body: {
        name: request.name,
        userId: tx.actor.id,
        expiresIn: request.expiresInDays * 24 * 60 * 60,
        permissions: { primum: request.scopes },
        metadata: { organizationId: tx.organizationId },
      },
    })
    const record = await loadKey(tx, made.id)
    appendEntry(tx, {
      action: 'keys.create',
      subject: { type: 'keys', id: made.id },
      before: null,
      after: record,
      details: { scopes: record.scopes },
    })
    return { key: made.key, record }
  })
}
