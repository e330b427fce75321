import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { keyOrganization } from '../../identity/read-key.ts'

/** The keys that members of this organization made for it. better-auth keeps both columns as JSON text. */
async function selectKeys(ctx: Context) {
  const rows = await ctx.db
    .selectFrom('apikey')
    .innerJoin('user', 'user.id', 'apikey.referenceId')
    .selectAll('apikey')
    .select('user.name as creator')
    .orderBy('apikey.createdAt', 'desc')
    .execute()
  return rows.filter((row) => keyOrganization(row.metadata) === ctx.organizationId)
}

type Row = Awaited<ReturnType<typeof selectKeys>>[number]

function toKey(row: Row) {
  const permissions = JSON.parse(row.permissions ?? '{}') as { primum?: string[] }
  return {
    id: row.id,
    name: row.name ?? '',
    start: row.start ?? '',
    scopes: permissions.primum ?? [],
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastRequest?.toISOString() ?? null,
    createdBy: row.creator,
  }
}

export async function listKeys(ctx: Context) {
  ctx.authorize('keys.manage')
  return { items: (await selectKeys(ctx)).map(toKey) }
}

export async function loadKey(ctx: Context, id: string) {
  const row = (await selectKeys(ctx)).find((key) => key.id === id)
  if (row === undefined) throw notFound('API key', id)
  return toKey(row)
}
