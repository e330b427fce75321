import { sql } from 'kysely'
import type { Crosswalk } from '@primum/core/frameworks/crosswalk'
import type { Framework } from '@primum/core/frameworks/framework'
import type { Library } from '@primum/core/frameworks/library'
import { joinPacks, openPack } from '@primum/core/frameworks/pack'
import type { Pack, PackKind } from '@primum/core/frameworks/pack'
import type { Context, Services } from '../../context.ts'
import { loadSnapshot, programPacks } from './kept-packs.ts'

type Named = { kind: PackKind; id: string; digest: string }

/** Libraries that were built, by what they were built of; the newest last. */
const built = new WeakMap<Services, Map<string, Promise<Library>>>()
const mostKept = 16

/**
 * The frameworks and crosswalks of the organization: the releases that it has taken, without those
 * that it has switched off, with its own. One that has decided nothing has what the program comes with.
 */
export async function libraryOf(ctx: Context): Promise<Library> {
  const { services } = ctx
  const key = await keyOf(ctx)
  if (key === null) return services.content.library()
  const libraries = built.get(services) ?? new Map<string, Promise<Library>>()
  built.set(services, libraries)
  const found = libraries.get(key)
  if (found !== undefined) return found
  const made = buildFor(ctx)
  libraries.set(key, made)
  made.catch(() => libraries.delete(key))
  for (const oldest of libraries.keys()) {
    if (libraries.size <= mostKept) break
    libraries.delete(oldest)
  }
  return made
}

/** What the library is made of, in one row; null where nothing was ever taken. */
async function keyOf(ctx: Context): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('content_packs')
    .select(
      sql<string | null>`md5(string_agg(kind || ' ' || id || ' ' || digest || ' '
        || (switched_off is null), ',' order by kind, id))`.as('key'),
    )
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirst()
  return row?.key ?? null
}

async function buildFor(ctx: Context): Promise<Library> {
  const rows = await ctx.db
    .selectFrom('content_packs')
    .select(['kind', 'id', 'digest'])
    .where('organization_id', '=', ctx.organizationId)
    .where('switched_off', 'is', null)
    .orderBy('kind')
    .orderBy('id')
    .execute()
  const packs = rows.map((row) => ({ ...row, kind: row.kind as PackKind }))
  const frameworks = await openFrameworks(ctx, packs)
  const crosswalks: Crosswalk[] = []
  for (const each of packs.filter(({ kind }) => kind === 'crosswalk')) {
    const opened = await openFirst(ctx, each)
    if (opened.kind === 'crosswalk') crosswalks.push(opened.crosswalk)
  }
  return joinPacks(frameworks, crosswalks)
}

async function openFrameworks(ctx: Context, packs: readonly Named[]): Promise<Framework[]> {
  const { frameworks: shipped } = await ctx.services.content.library()
  const shippedDigests = new Set(
    (await programPacks(ctx.services.content)).map(({ digest }) => digest),
  )
  const found: Framework[] = []
  for (const each of packs.filter(({ kind }) => kind === 'framework')) {
    // Read already, and the same words: shared by every organization.
    const same = shippedDigests.has(each.digest) ? shipped.get(each.id) : undefined
    if (same !== undefined) {
      found.push(same)
      continue
    }
    const opened = await openFirst(ctx, each)
    if (opened.kind === 'framework') found.push(opened.framework)
  }
  // In the order of the program, then one's own.
  const order = [...shipped.keys()]
  const place = ({ id }: Framework) => (order.includes(id) ? order.indexOf(id) : order.length)
  return found.toSorted((a, b) => place(a) - place(b))
}

/**
 * The release that was taken. Where this program no longer understands it (its schema or a fact that
 * its rules ask for has gone), the program's own release stands in, which it does understand.
 */
async function openFirst(ctx: Context, { kind, id, digest }: Named) {
  const shipped = (await programPacks(ctx.services.content)).find(
    ({ head }) => head.kind === kind && head.id === id,
  )
  const candidates = [await loadSnapshot(ctx, kind, digest), shipped?.pack ?? null]
  const problems: string[] = []
  for (const pack of candidates.filter((each): each is Pack => each !== null)) {
    // Where the ends of mappings lead is sorted out when the packs are joined.
    const opened = openPack(pack, () => true)
    if (opened.ok) return opened
    problems.push(...opened.reasons.map(({ message }) => message))
  }
  throw new Error(`The ${kind} ${id} cannot be read: ${problems.join('; ')}`)
}
