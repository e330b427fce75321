import type { PackKind } from '@primum/core/frameworks/pack'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { parse } from '../../parse.ts'
import { adoptReleaseRequest } from './schemas.ts'
import type { contentAdoption } from './schemas.ts'
import { findShipped, lockPack, noPack } from './store.ts'
import { takePack } from './take-pack.ts'
import { recordPacks } from './record-packs.ts'

/** Puts the release that the program comes with in force: the one that was looked at, and no other. */
export async function adoptRelease(
  ctx: Context,
  kind: PackKind,
  id: string,
  input: unknown,
): Promise<z.infer<typeof contentAdoption>> {
  ctx.authorize('content-packs.manage')
  const { digest, reason } = parse(adoptReleaseRequest, input)
  return ctx.transaction(async (tx) => {
    await recordPacks(tx)
    const row = await lockPack(tx, kind, id)
    const shipped = await findShipped(tx, kind, id)
    if (shipped === null) throw noPack(kind, id)
    if (row?.origin === 'own') {
      const message = `${id} is a framework of your own; the program's stands aside.`
      throw conflict('framework-own', message, 'Give your own framework another id first.')
    }
    if (row?.digest === shipped.digest) {
      throw conflict('release-in-force', `This release of ${id} is in force already.`)
    }
    if (shipped.digest !== digest) {
      const message = `What waits of ${id} is not the release that was looked at.`
      throw conflict('release-changed', message, 'Look at what changes again, and take that.')
    }
    return takePack(tx, row, shipped, { origin: 'program', reason })
  })
}
