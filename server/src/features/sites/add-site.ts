import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { addSiteRequest } from './schemas.ts'
import type { site } from './schemas.ts'
import { toSite } from './store.ts'

export async function addSite(ctx: Context, input: unknown): Promise<z.infer<typeof site>> {
  ctx.authorize('organizations.manage')
  const request = parse(addSiteRequest, input)
  return ctx.transaction(async (tx) => {
    const row = await tx.db
      .insertInto('sites')
      .values({
        id: tx.newId(),
        organization_id: tx.organizationId,
        ...request,
        created_at: tx.now(),
      })
      .onConflict((clash) => clash.columns(['organization_id', 'code']).doNothing())
      .returningAll()
      .executeTakeFirst()
    if (row === undefined) {
      throw conflict('site-code-taken', `A site with the code ${request.code} exists already.`)
    }
    const after = toSite(row)
    appendEntry(tx, {
      action: 'sites.add',
      subject: { type: 'sites', id: after.id },
      before: null,
      after,
    })
    return after
  })
}
