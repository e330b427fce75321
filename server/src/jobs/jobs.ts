import { PgBoss } from 'pg-boss'
import type { Services } from '../context.ts'

export type Jobs = { boss: PgBoss; stop: () => Promise<void> }

/**
 * The job queue (pg-boss, in PostgreSQL). Its schema is made by the database's owner; the program's
 * own role then works with it.
 */
export async function startJobs(options: {
  services: Services
  ownerUrl: string
  appUrl: string
  appRole: string | null
}): Promise<Jobs> {
  if (options.appRole !== null) await createSchema(options.ownerUrl, options.appRole)
  const boss = new PgBoss({
    connectionString: options.appUrl,
    max: 4,
    migrate: options.appRole === null,
    createSchema: options.appRole === null,
  })
  boss.on('error', () => undefined)
  await boss.start()
  return { boss, stop: () => boss.stop({ graceful: true, timeout: 5000 }) }
}

async function createSchema(ownerUrl: string, appRole: string): Promise<void> {
  const owner = new PgBoss({ connectionString: ownerUrl, max: 1, supervise: false, schedule: false })
  await owner.start()
  await owner.getDb().executeSql(`grant usage, create on schema pgboss to "${appRole}"`, [])
  await owner.getDb().executeSql(`grant all on all tables in schema pgboss to "${appRole}"`, [])
  await owner.getDb().executeSql(`grant all on all functions in schema pgboss to "${appRole}"`, [])
  await owner.stop({ graceful: false })
}
