import { ownCrosswalkId } from '@primum/core/frameworks/own-framework'
import { isNewerRelease } from '@primum/core/frameworks/release-order'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { parse } from '../../parse.ts'
import type { SentUpload } from '../../validation/upload-scope.ts'
import { gatherFile } from './gather-file.ts'
import { programPacks } from './kept-packs.ts'
import { readOwnFile } from './read-own-file.ts'
import type { OwnPacks } from './read-own-file.ts'
import { presentStep } from './read-release.ts'
import { recordPacks } from './record-packs.ts'
import { removePack } from './remove-pack.ts'
import { lookAtOwnRequest, takeOwnRequest } from './schemas.ts'
import type { ownFrameworkImport, ownFrameworkQuery } from './schemas.ts'
import { lockPack, selectPacks } from './store.ts'
import type { PackRow } from './store.ts'
import { takePack } from './take-pack.ts'

type Import = z.infer<typeof ownFrameworkImport>
type Rows = { framework: PackRow | null; crosswalk: PackRow | null }

/**
 * Takes a framework of the organization from a file, with its mappings, or says with `preview` what
 * it would change. The same id again is the next release of it, and has to be newer.
 */
export async function takeOwnFramework(
  ctx: Context,
  sent: SentUpload,
  { preview, fileName: _fileName, ...said }: z.infer<typeof ownFrameworkQuery>,
): Promise<Import> {
  ctx.authorize('content-packs.manage')
  const { reason, ...given } = parse(preview ? lookAtOwnRequest : takeOwnRequest, said)
  const file = { name: sent.fileName ?? '', bytes: await gatherFile(sent) }
  const packs = await readOwnFile(ctx, file, given)
  await refuseTaken(ctx, packs)
  if (preview) return previewed(ctx, packs)
  return ctx.transaction(async (tx) => {
    await recordPacks(tx)
    await refuseTaken(tx, packs)
    const { framework, crosswalk } = packs
    const { id } = framework.head
    const rows = {
      framework: await lockPack(tx, 'framework', id),
      crosswalk: await lockPack(tx, 'crosswalk', ownCrosswalkId(id)),
    }
    refuseOlder(packs, rows)
    const how = { origin: 'own', reason: reason! } as const
    const adoptions = [await takePack(tx, rows.framework, framework, how)]
    if (crosswalk !== null) adoptions.push(await takePack(tx, rows.crosswalk, crosswalk, how))
    else if (rows.crosswalk !== null) await removePack(tx, rows.crosswalk, reason!)
    return { ...headOf(packs, rows), releases: [], adoptions, imported: adoptions.length }
  })
}

async function previewed(ctx: Context, packs: OwnPacks): Promise<Import> {
  const { framework, crosswalk } = packs
  const { id } = framework.head
  const rows = {
    framework: await findPack(ctx, 'framework', id),
    crosswalk: await findPack(ctx, 'crosswalk', ownCrosswalkId(id)),
  }
  refuseOlder(packs, rows)
  const releases = [await presentStep(ctx, rows.framework, framework)]
  if (crosswalk !== null) releases.push(await presentStep(ctx, rows.crosswalk, crosswalk))
  return { ...headOf(packs, rows), releases, adoptions: [], imported: 0 }
}

async function findPack(ctx: Context, kind: string, id: string): Promise<PackRow | null> {
  const row = await selectPacks(ctx)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

function headOf({ own: { framework, crosswalk, warnings }, ...packs }: OwnPacks, rows: Rows) {
  const isLost = packs.crosswalk === null && rows.crosswalk !== null
  return {
    ...{ id: framework.id, title: framework.title },
    requirements: framework.requirements.filter(({ role }) => role === 'requirement').length,
    mappings: crosswalk?.mappings.length ?? 0,
    rules: framework.rules.length,
    warnings: isLost
      ? [...warnings, 'It has no mappings any more: those of the release in force are taken away.']
      : warnings,
  }
}

/** An id names one thing: the program's framework, or one of the organization, in whatever case. */
async function refuseTaken(ctx: Context, { framework }: OwnPacks): Promise<void> {
  const { id } = framework.head
  const isSame = (other: string) => other.toLowerCase() === id.toLowerCase()
  const rows = await selectPacks(ctx).where('kind', '=', 'framework').execute()
  const shipped = await programPacks(ctx.services.content)
  const taken =
    shipped.find(({ head }) => head.kind === 'framework' && isSame(head.id))?.head.id ??
    rows.find((row) => isSame(row.id) && (row.origin !== 'own' || row.id !== id))?.id
  if (taken === undefined) return
  const message = `There is a framework ${taken} already, which is not this one.`
  throw conflict('framework-id-taken', message, `Give yours another id, for example OWN-${id}.`)
}

function refuseOlder({ framework, crosswalk }: OwnPacks, rows: Rows): void {
  const { framework: row } = rows
  const { id, release } = framework.head
  if (row === null) return
  const isSame =
    row.digest === framework.digest &&
    (rows.crosswalk?.digest ?? null) === (crosswalk?.digest ?? null)
  if (isSame) throw conflict('release-in-force', `This release of ${id} is in force already.`)
  if (isNewerRelease(release, row.release)) return
  throw conflict(
    'release-not-newer',
    `The file says release ${release} of ${id}, and ${row.release} is in force.`,
    'Give what has changed a newer release; where nothing has, there is nothing to do.',
  )
}
