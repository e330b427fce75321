import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { programPacks } from './kept-packs.ts'
import { insertSnapshots, selectPacks } from './store.ts'

/**
 * Keeps what the program comes with as what the organization has, once: from then on another release
 * waits until somebody takes it. Does nothing where something was taken already.
 */
export async function recordPacks(ctx: Context): Promise<void> {
  ctx.authorize('content-packs.manage')
  await ctx.transaction(async (asked) => {
    // Nobody decided this.
    const tx = asked.asSystem()
    // Two at once: the second waits here and then sees what the first has kept.
    await tx.db
      .selectFrom('organizations')
      .select('id')
      .where('id', '=', tx.organizationId)
      .forUpdate()
      .execute()
    const known = await selectPacks(tx).limit(1).executeTakeFirst()
    if (known !== undefined) return
    const packs = await programPacks(tx.services.content)
    await insertSnapshots(tx, packs)
    const after = packs.map(({ head: { kind, id, release }, digest }) => ({
      ...{ kind, id, release, digest },
    }))
    await tx.db
      .insertInto('content_packs')
      .values(
        after.map((each) => ({
          ...{ ...each, organization_id: tx.organizationId, origin: 'program' },
          ...{ adopted_by: JSON.stringify(tx.stamp()), adopted_at: tx.now() },
        })),
      )
      .execute()
    appendEntry(tx, {
      action: 'content-packs.record',
      subject: { type: 'organizations', id: tx.organizationId },
      before: null,
      after,
      details: { packs: after.length },
    })
  })
}
