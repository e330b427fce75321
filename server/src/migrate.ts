import { readConfig } from './config.ts'
import { openDatabase } from './db/open-database.ts'
import { migrateDatabase } from './migrate-database.ts'
import { startOrUndo } from './start-or-undo.ts'

/** Brings the database up to date and ends. */
try {
  const { applied, stop } = await startOrUndo(async (undo) => {
    const fail = () => {
      console.error('PostgreSQL stopped unexpectedly.')
      process.exit(1)
    }
    const database = await openDatabase(readConfig(process.env), undo, fail)
    return { applied: await migrateDatabase(database) }
  })
  await stop()
  for (const name of applied) console.log(`applied ${name}`)
  console.log('The database is up to date.')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
