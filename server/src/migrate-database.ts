import type { OpenDatabase } from './db/open-database.ts'
import { runMigrations } from './db/run-migrations.ts'
import { createJobSchema } from './jobs/job-schema.ts'

/** Brings tables and job queue up to date; answers the migrations that were missing. */
export async function migrateDatabase({ ownerUrl, appRole }: OpenDatabase): Promise<string[]> {
  const applied = await runMigrations(ownerUrl, appRole)
  await createJobSchema(ownerUrl, appRole)
  return applied
}
