import pg from 'pg'
import { PgBoss } from 'pg-boss'

/**
 * Makes or updates the tables of the job queue (pg-boss) as the database's owner, and lets the
 * program's own role work with them; null where the program connects as the owner. One process at a
 * time: two that grant at once would fail.
 */
export async function createJobSchema(ownerUrl: string, appRole: string | null): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(4204)')
    const boss = new PgBoss({
      connectionString: ownerUrl,
      max: 1,
      supervise: false,
      schedule: false,
    })
    await boss.start()
    await boss.stop({ graceful: false })
    if (appRole === null) return
    const role = client.escapeIdentifier(appRole)
    await client.query(`grant usage, create on schema pgboss to ${role}`)
    await client.query(`grant all on all tables in schema pgboss to ${role}`)
    await client.query(`grant all on all functions in schema pgboss to ${role}`)
  } finally {
    await client.end()
  }
}
