import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/db/embedded.ts'
import { runMigrations } from '../src/db/run-migrations.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseOwnerUrl: string
    databaseAppUrl: string
  }
}

/** One real PostgreSQL for the run, migrated once; each test file then copies its database. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'primum-test-'))
  await chmod(folder, 0o755)
  // Nothing here outlives the run, so it need not reach the disk.
  const database = await startEmbedded(folder, { durable: false })
  await runMigrations(database.ownerUrl, database.appRole)
  project.provide('databaseOwnerUrl', database.ownerUrl)
  project.provide('databaseAppUrl', database.appUrl)
  return async () => {
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
