import type { PackKind } from '@primum/core/frameworks/pack'
import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { requireRevision } from '../../require-revision.ts'
import { boundSystems } from './law-changes.ts'
import { libraryOf } from './library-of.ts'
import { listPacks } from './list-packs.ts'
import { switchPackRequest } from './schemas.ts'
import { lockPack, noPack } from './store.ts'
import type { ContentPack } from './store.ts'
import { recordPacks } from './record-packs.ts'

/**
 * Switches a framework or crosswalk off, or on again. A law that binds an AI system, or may bind it
 * for all that is known, cannot be switched off: what does not bind is shown by facts.
 */
export async function switchPack(
  ctx: Context,
  kind: PackKind,
  id: string,
  input: unknown,
  revision: number | null,
): Promise<ContentPack> {
  ctx.authorize('content-packs.manage')
  const { on, reason } = parse(switchPackRequest, input)
  return ctx.transaction(async (tx) => {
    await recordPacks(tx)
    const row = await lockPack(tx, kind, id)
    if (row === null) throw noPack(kind, id)
    requireRevision(row.revision, revision, 'changed this')
    if ((row.switched_off === null) === on) {
      throw conflict('switched-already', `${id} is switched ${on ? 'on' : 'off'} already.`)
    }
    if (!on && kind === 'framework') await refuseBinding(tx, id)
    const off = on ? null : { reason, by: tx.stamp(), at: tx.now().toISOString() }
    await tx.db
      .updateTable('content_packs')
      .set({ switched_off: off === null ? null : JSON.stringify(off), revision: row.revision + 1 })
      .where('organization_id', '=', tx.organizationId)
      .where('kind', '=', kind)
      .where('id', '=', id)
      .execute()
    appendEntry(tx, {
      action: on ? 'content-packs.switch-on' : 'content-packs.switch-off',
      subject: { type: 'content-packs', id: `${kind} ${id}` },
      before: { switchedOff: row.switched_off },
      after: { switchedOff: off },
      details: { reason },
    })
    const { items } = await listPacks(tx)
    return items.find((each) => each.kind === kind && each.id === id)!
  })
}

const mostNamed = 5

async function refuseBinding(tx: Context, id: string): Promise<void> {
  const law = (await libraryOf(tx)).frameworks.get(id)
  const bound = law === undefined ? [] : await boundSystems(tx, law)
  if (bound.length === 0) return
  const more = bound.length > mostNamed ? ` and ${bound.length - mostNamed} more` : ''
  const names = bound.slice(0, mostNamed).map(({ reference, name }) => `${reference} ${name}`)
  throw conflict(
    'law-binds',
    `${id} binds, or may bind: ${names.join(', ')}${more}.`,
    'State the facts that show that it does not; what cannot be known keeps it on.',
  )
}
