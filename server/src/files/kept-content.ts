import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Services } from '../context.ts'
import type { DB } from '../db/schema.gen.ts'
import { PrimumError } from '../errors.ts'
import { contentPath } from './file-store.ts'
import type { ContentKey } from './file-store.ts'

/**
 * Makes sure, until the transaction ends, that a content which was kept is still there. Somebody
 * else whose upload of the same bytes failed could have dropped it just now.
 */
export async function requireKept(
  tx: { db: Kysely<DB>; services: Services },
  key: ContentKey,
): Promise<void> {
  await lockContent(tx.db, key)
  if (await tx.services.files.store.has(key)) return
  throw new PrimumError('unavailable', 'The file could not be kept; send it again.')
}

/** Removes a content that no version names, after a write that would have named it failed. */
export async function dropUnused(services: Services, key: ContentKey): Promise<void> {
  await services.db.transaction().execute(async (db) => {
    await lockContent(db, key)
    const used = await db
      .selectFrom('evidence_versions')
      .select('number')
      .where('organization_id', '=', key.organizationId)
      .where('sha256', '=', key.sha256)
      .limit(1)
      .executeTakeFirst()
    if (used === undefined) await services.files.store.remove(key)
  })
}

async function lockContent(db: Kysely<DB>, key: ContentKey): Promise<void> {
  const name = `content ${contentPath(key)}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(db)
}
