import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { reopenMappings } from '../controls/reopen-mappings.ts'
import { reopenDuties } from '../duties/reopen-duties.ts'

import type { KeptPack } from './kept-packs.ts'
import type { contentAdoption } from './schemas.ts'
import { stepTo } from './step.ts'
import { insertSnapshots, upsertPack } from './store.ts'
import type { ContentPack, PackRow } from './store.ts'
import { loadTouched } from './touched.ts'

/**
 * Puts a release in force in place of `row` (locked; null: nothing was there), keeps what changed and
 * what it touched for good, and reopens what people have to look at again: mappings of controls and
 * duties that are about what changed.
 */
export async function takePack(
  ctx: Context,
  row: PackRow | null,
  next: KeptPack,
  { origin, reason }: { origin: ContentPack['origin']; reason: string },
): Promise<z.infer<typeof contentAdoption>> {
  ctx.authorize('content-packs.manage')
  return ctx.transaction(async (tx) => {
    const step = await stepTo(tx, row, next)
    const touched = await loadTouched(tx, step)
    const { kind, id: packId, release } = next.head
    await insertSnapshots(tx, [next])
    await upsertPack(tx, next, origin)
    const because = new Map(
      [...step.lookAt].map(([id, reasons]) => [
        id,
        `${packId} ${release}: ${reasons.join('; ')}`.slice(0, 1000),
      ]),
    )
    const mappings = await reopenMappings(tx, because)
    const duties: string[] = []
    for (const [requirementId, reasons] of because) {
      duties.push(...(await reopenDuties(tx, [requirementId], reasons)).map(({ id }) => id))
    }
    const from = row === null ? null : { release: row.release, digest: row.digest }
    const to = { release, digest: next.digest }
    const id = tx.newId()
    const at = tx.now()
    await tx.db
      .insertInto('content_adoptions')
      .values({
        ...{ id, organization_id: tx.organizationId, kind, pack_id: packId, reason },
        ...{ from_release: from?.release ?? null, from_digest: from?.digest ?? null },
        ...{ to_release: to.release, to_digest: to.digest },
        changes: JSON.stringify(step.changes),
        touched: JSON.stringify(touched),
        adopted_by: JSON.stringify(tx.stamp()),
        adopted_at: at,
      })
      .execute()
    appendEntry(tx, {
      action: 'content-packs.adopt',
      subject: { type: 'content-packs', id: `${kind} ${packId}` },
      before: from,
      after: to,
      details: {
        ...{ origin, reason, adoption: id, from, to },
        // What was compared with nothing is named whole, by its digest.
        changes: step.isWhole ? [] : step.changes.map(({ id: of, change }) => ({ id: of, change })),
        reopened: { mappings, duties },
      },
    })
    return {
      ...{ id, kind, pack: packId, from, to, reason, touched, changes: step.changes },
      adoptedBy: tx.stamp(),
      adoptedAt: at.toISOString(),
    }
  })
}
