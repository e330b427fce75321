import { headOfPack } from '@primum/core/frameworks/pack'
import type { Pack, PackHead } from '@primum/core/frameworks/pack'
import { digestOf } from '@primum/core/ledger/chain'
import type { Content } from '../../content.ts'
import type { Context } from '../../context.ts'
import { plainJson } from '../../ledger/plain-json.ts'
import { sha256 } from '../../ledger/sha256.ts'

/** A pack with the SHA-256 of what it says, over canonical JSON. */
export type KeptPack = { head: PackHead; digest: string; pack: Pack }

export function keptPack(pack: Pack): KeptPack {
  return { head: headOfPack(pack), digest: digestOf(sha256, plainJson(pack.content))!, pack }
}

const known = new WeakMap<Content, Promise<readonly KeptPack[]>>()

/** What the program comes with, pack by pack. */
export function programPacks(content: Content): Promise<readonly KeptPack[]> {
  const found = known.get(content)
  if (found !== undefined) return found
  const made = content.packs().then((packs) => packs.map(keptPack))
  known.set(content, made)
  made.catch(() => known.delete(content))
  return made
}

/** The content that was kept, by its digest. */
export async function loadSnapshot(
  ctx: Context,
  kind: Pack['kind'],
  digest: string,
): Promise<Pack | null> {
  const row = await ctx.db
    .selectFrom('content_snapshots')
    .select('content')
    .where('digest', '=', digest)
    .executeTakeFirst()
  return row === undefined ? null : ({ kind, content: row.content } as unknown as Pack)
}
