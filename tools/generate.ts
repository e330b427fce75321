import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbedded } from '../server/src/db/embedded.ts'
import { runMigrations } from '../server/src/db/run-migrations.ts'

/**
 * Makes the generated files: row types from the migrated database, the OpenAPI document from the
 * running routes, and the client's types from that document.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name: string) => join(root, 'node_modules/.bin', name)
const folder = await mkdtemp(join(tmpdir(), 'primum-generate-'))
await chmod(folder, 0o755)
const database = await startEmbedded(folder, { durable: false })
try {
  await runMigrations(database.ownerUrl, database.appRole)
  execFileSync(
    bin('kysely-codegen'),
    [
      ...['--url', database.ownerUrl, '--dialect', 'postgres', '--date-parser', 'string'],
      ...['--numeric-parser', 'number', '--out-file', join(root, 'server/src/db/schema.gen.ts')],
      ...['--exclude-pattern', '*_[0-9]'],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const types = join(root, 'server/src/db/schema.gen.ts')
  const text = await readFile(types, 'utf8')
  // pg is told to read int8 as a number (db/connect.ts).
  await writeFile(
    types,
    text.replace(
      /export type Int8 = [^\n]*/,
      'export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>',
    ),
  )
} finally {
  await database.stop()
  await rm(folder, { recursive: true, force: true })
}

await import('./generate-client.ts')
