import type { Selectable } from 'kysely'
import type { PackKind } from '@primum/core/frameworks/pack'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { ContentPacks } from '../../db/schema.gen.ts'
import { notFound } from '../../errors.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import { programPacks } from './kept-packs.ts'
import type { KeptPack } from './kept-packs.ts'
import type { contentPack } from './schemas.ts'

export type ContentPack = z.infer<typeof contentPack>
export type PackRow = Selectable<ContentPacks>

export function selectPacks(ctx: Context) {
  return ctx.db
    .selectFrom('content_packs')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
}

/** A pack as people see it: what is in force, and what the program has of it now. */
export function toPack(row: PackRow | null, shipped: KeptPack | null, title: string): ContentPack {
  const head = shipped?.head
  const isSame = row !== null && row.digest === shipped?.digest
  return {
    kind: (row?.kind ?? head!.kind) as PackKind,
    id: row?.id ?? head!.id,
    title,
    origin: (row?.origin ?? 'program') as ContentPack['origin'],
    release: row?.release ?? null,
    digest: row?.digest ?? null,
    adoptedBy: row === null ? null : (row.adopted_by as unknown as ActorStamp),
    adoptedAt: row?.adopted_at.toISOString() ?? null,
    switchedOff: (row?.switched_off ?? null) as unknown as ContentPack['switchedOff'],
    waiting:
      shipped === null || isSame ? null : { release: shipped.head.release, digest: shipped.digest },
    revision: row?.revision ?? 0,
  }
}

/** The pack of the organization, locked; null where it was not taken. */
export async function lockPack(tx: Context, kind: PackKind, id: string): Promise<PackRow | null> {
  const row = await selectPacks(tx)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function findShipped(
  ctx: Context,
  kind: PackKind,
  id: string,
): Promise<KeptPack | null> {
  const shipped = await programPacks(ctx.services.content)
  return shipped.find(({ head }) => head.kind === kind && head.id === id) ?? null
}

export function noPack(kind: PackKind, id: string) {
  return notFound(kind, id.slice(0, 60))
}

/** Keeps the content of packs under their digests; what is there already stays. */
export async function insertSnapshots(tx: Context, packs: readonly KeptPack[]): Promise<void> {
  await tx.db
    .insertInto('content_snapshots')
    .values(
      packs.map(({ digest, pack }) => ({
        digest,
        content: JSON.stringify(pack.content),
        kept_at: tx.now(),
      })),
    )
    .onConflict((clash) => clash.column('digest').doNothing())
    .execute()
}

/** Puts a release in force; what was switched off stays off. */
export async function upsertPack(
  tx: Context,
  { head: { kind, id, release }, digest }: KeptPack,
  origin: ContentPack['origin'],
): Promise<void> {
  const said = {
    ...{ release, digest, adopted_by: JSON.stringify(tx.stamp()), adopted_at: tx.now() },
  }
  await tx.db
    .insertInto('content_packs')
    .values({ organization_id: tx.organizationId, kind, id, origin, ...said })
    .onConflict((clash) =>
      clash.columns(['organization_id', 'kind', 'id']).doUpdateSet((eb) => ({
        ...said,
        revision: eb('content_packs.revision', '+', 1),
      })),
    )
    .execute()
}

export async function deletePack(tx: Context, { kind, id }: PackRow): Promise<void> {
  await tx.db
    .deleteFrom('content_packs')
    .where('organization_id', '=', tx.organizationId)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .execute()
}
