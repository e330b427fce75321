import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultFindingDueDays } from '../core/src/findings/finding.ts'
import { buildApp } from '../server/src/app.ts'
import { openContent } from '../server/src/content.ts'
import type { Services } from '../server/src/context.ts'
import { connect } from '../server/src/db/connect.ts'
import { localFiles } from '../server/src/files/local-files.ts'
import { createIdentity } from '../server/src/identity/identity.ts'
import { postgresRows } from '../server/src/telemetry/postgres-rows.ts'

/**
 * Makes client/openapi.json from the declared routes, and the client's types from that document.
 * Declaring routes asks nothing of the database, so none is started.
 */
const root = join(import.meta.dirname, '..')
const { db, url } = connect('postgres://nobody@127.0.0.1:1/nowhere')
const services: Services = {
  db,
  databaseUrl: url,
  ownUrl: '',
  projectRoot: root,
  content: openContent(join(root, 'content')),
  identity: createIdentity({ db, secret: 'x'.repeat(32), baseUrl: 'http://localhost' }),
  clock: () => new Date(),
  setupToken: null,
  telemetry: postgresRows,
  judgeSoon: () => undefined,
  validation: { uploadsFolder: '', uploadLimitBytes: 0, memoryMegabytes: 0, workers: 1 },
  files: { store: localFiles(''), incomingFolder: '', limitBytes: 0 },
  validateSoon: () => undefined,
  stopValidation: () => undefined,
  findingDueDays: defaultFindingDueDays,
}

/** Keys in order, so that the committed document changes only where the API does. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}

const app = await buildApp({ services, webFolder: null, logLevel: 'silent' })
try {
  const document = join(root, 'client/openapi.json')
  await writeFile(document, `${JSON.stringify(sorted(app.swagger()), null, 2)}\n`)
  const types = join(root, 'client/src/schema.gen.ts')
  execFileSync(join(root, 'node_modules/.bin/openapi-typescript'), [document, '--output', types], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
} finally {
  await app.close()
  await db.destroy()
}
