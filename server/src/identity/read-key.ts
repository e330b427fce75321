import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Services } from '../context.ts'

export type ReadKey = { id: string; name: string | null; scopes: string[]; organizationId: string }

type Row = {
  id: string
  name: string | null
  permissions: string | null
  metadata: string | null
  last_request: Date | null
  organizations: string[]
}

/** How old the noted last use may be. */
const noteEvery = 60_000

/**
 * What an API key may do and where; null where it is unknown, revoked, over, or its maker has left the
 * organization.
 *
 * Every request of a pipeline asks this, so it costs one statement and writes its last use once a
 * minute: better-auth's own way writes the row twice for each, and has requests at once wait for each
 * other's commits. better-auth makes the keys, and keeps the SHA-256 of each in base64url.
 */
export async function readKey({ db }: Services, key: string): Promise<ReadKey | null> {
  const now = new Date()
  const hash = createHash('sha256').update(key).digest('base64url')
  const { rows } = await sql<Row>`select k.id, k.name, k.permissions, k.metadata,
      k."lastRequest" as last_request,
      array(select organization_id::text from members
        where user_id = k."referenceId" and removed_at is null) as organizations
    from apikey as k where k.key = ${hash} and k.enabled is not false
      and (k."expiresAt" is null or k."expiresAt" > ${now})`.execute(db)
  const [row] = rows
  const organizationId = row === undefined ? undefined : keyOrganization(row.metadata)
  if (row === undefined || organizationId === undefined) return null
  if (!row.organizations.includes(organizationId)) return null
  if (row.last_request === null || now.getTime() - row.last_request.getTime() >= noteEvery) {
    await noteUse(db, row.id, now)
  }
  const { primum: scopes = [] } = JSON.parse(row.permissions ?? '{}') as { primum?: string[] }
  return { id: row.id, name: row.name, scopes, organizationId }
}

/** Of many requests at once the first notes it, and the others find it noted. */
async function noteUse(db: Services['db'], id: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - noteEvery)
  await db
    .updateTable('apikey')
    .set({ lastRequest: now })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('lastRequest', 'is', null), eb('lastRequest', '<=', before)]))
    .execute()
}

/** The organization that a key was made for; better-auth may have written its JSON as text twice. */
export function keyOrganization(metadata: string | null): string | undefined {
  const once = JSON.parse(metadata ?? '{}') as { organizationId?: string } | string | null
  const value = typeof once === 'string' ? (JSON.parse(once) as typeof once) : once
  return typeof value === 'object' ? value?.organizationId : undefined
}
