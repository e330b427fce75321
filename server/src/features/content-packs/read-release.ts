import type { PackKind } from '@primum/core/frameworks/pack'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import type { KeptPack } from './kept-packs.ts'
import { lawChanges } from './law-changes.ts'
import type { contentRelease } from './schemas.ts'
import { stepTo } from './step.ts'
import { findShipped, noPack, selectPacks } from './store.ts'
import type { PackRow } from './store.ts'
import { loadTouched } from './touched.ts'

type Release = z.infer<typeof contentRelease>

/** What the waiting release of a pack changes, and which records that touches. Nothing is kept. */
export async function readRelease(ctx: Context, kind: PackKind, id: string): Promise<Release> {
  ctx.authorize('content-packs.read')
  const row = await selectPacks(ctx)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst()
  const shipped = await findShipped(ctx, kind, id)
  if (shipped === null) throw noPack(kind, id)
  const any = row ?? (await selectPacks(ctx).limit(1).executeTakeFirst())
  if (any === undefined || row?.digest === shipped.digest) {
    throw conflict('release-in-force', `The newest release of ${id} is in force already.`)
  }
  return presentStep(ctx, row ?? null, shipped)
}

/** The step to another release as people look at it before they take it. */
export async function presentStep(
  ctx: Context,
  row: PackRow | null,
  next: KeptPack,
): Promise<Release> {
  const step = await stepTo(ctx, row, next)
  const { kind, id, title, release } = next.head
  return {
    ...{ kind, id, title },
    from: row === null ? null : { release: row.release, digest: row.digest },
    to: { release, digest: next.digest },
    changes: step.changes,
    touched: await loadTouched(ctx, step),
    law: row?.switched_off ? [] : await lawChanges(ctx, step.before, step.after),
  }
}
