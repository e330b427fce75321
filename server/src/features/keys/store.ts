import type { Selectable } from 'kysely'
import type { Context } from '../../context.ts'
import type { Apikey } from '../../db/schema.gen.ts'
import { notFound } from '../../errors.ts'

/** The keys that members of this organization made for it. better-auth keeps both columns as JSON text. */
async function selectKeys(ctx: Context) {
  const rows = await ctx.db
    .selectFrom('apikey')
    .innerJoin('user', 'user.id', 'apikey.referenceId')
    .selectAll('apikey')
    .select('user.name as creator')
    .orderBy('apikey.createdAt', 'desc')
    .execute()
  return rows.filter((row) => organizationOf(row) === ctx.organizationId)
}

function organizationOf(row: Selectable<Apikey>): string | undefined {
  const metadata = JSON.parse(row.metadata ?? '{}') as { organizationId?: string } | string
  const value =
    typeof metadata === 'string' ? (JSON.parse(metadata) as { organizationId?: string }) : metadata
  return value.organizationId
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
