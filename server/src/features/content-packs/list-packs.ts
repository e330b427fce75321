import { headOfPack } from '@primum/core/frameworks/pack'
import type { PackKind } from '@primum/core/frameworks/pack'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { loadSnapshot, programPacks } from './kept-packs.ts'
import type { contentPackList } from './schemas.ts'
import { selectPacks, toPack } from './store.ts'
import type { ContentPack, PackRow } from './store.ts'

/** Every pack: what is in force, what waits, what is switched off. */
export async function listPacks(ctx: Context): Promise<z.infer<typeof contentPackList>> {
  ctx.authorize('content-packs.read')
  const rows = await selectPacks(ctx).orderBy('kind', 'desc').orderBy('id').execute()
  const shipped = await programPacks(ctx.services.content)
  if (rows.length === 0) {
    return { items: shipped.map((each) => inForce(toPack(null, each, each.head.title))) }
  }
  const byKey = new Map(rows.map((row) => [keyOf(row), row]))
  const known = new Set(shipped.map(({ head }) => keyOf(head)))
  const own = rows.filter((row) => !known.has(keyOf(row)))
  const titles = await Promise.all(own.map((row) => titleOf(ctx, row)))
  return {
    items: [
      ...shipped.map((each) => toPack(byKey.get(keyOf(each.head)) ?? null, each, each.head.title)),
      ...own.map((row, at) => toPack(row, null, titles[at]!)),
    ],
  }
}

/** Where nobody has taken anything, what the program comes with is in force. */
function inForce(pack: ContentPack): ContentPack {
  const { waiting } = pack
  return { ...pack, release: waiting!.release, digest: waiting!.digest, waiting: null }
}

/** Of one's own, or of what the program no longer comes with. */
async function titleOf(ctx: Context, row: PackRow): Promise<string> {
  const pack = await loadSnapshot(ctx, row.kind as PackKind, row.digest)
  return pack === null ? row.id : headOfPack(pack).title
}

const keyOf = ({ kind, id }: { kind: string; id: string }) => `${kind} ${id}`
