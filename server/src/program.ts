import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { openContent } from './content.ts'
import type { Services } from './context.ts'
import { connect } from './db/connect.ts'
import type { Connection } from './db/connect.ts'
import { startEmbedded } from './db/embedded.ts'
import type { EmbeddedDatabase } from './db/embedded.ts'
import { lockFolder } from './db/folder-lock.ts'
import type { FolderLock } from './db/folder-lock.ts'
import { runMigrations } from './db/run-migrations.ts'
import { createFirstAdministrator } from './identity/create-first-administrator.ts'
import { createIdentity } from './identity/identity.ts'
import { startJobs } from './jobs/jobs.ts'
import type { Jobs } from './jobs/jobs.ts'
import { readSecret } from './secret.ts'
import { openTelemetry } from './telemetry/open-telemetry.ts'
import type { TelemetryRows } from './telemetry/port.ts'

export type Program = {
  url: string
  /** Where the first administrator is made; null once there is one. */
  setupUrl: string | null
  services: Services
  app: FastifyInstance
  /** How the database's owner connects: only where this program started the database. */
  ownerUrl: string | null
  stop: () => Promise<void>
}

/** Starts everything in order, and stops what it started where a later step fails. */
export async function startProgram(config: Config, onDeath: () => void): Promise<Program> {
  const undo: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    return await start({ config, undo, stop, onDeath })
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(starting: {
  config: Config
  undo: (() => Promise<void>)[]
  stop: () => Promise<void>
  onDeath: () => void
}): Promise<Program> {
  const { config, undo, stop } = starting
  let embedded: EmbeddedDatabase | null = null
  if (config.databaseUrl === null) {
    const lock: FolderLock = await lockFolder(config.dataFolder)
    undo.push(lock.release)
    embedded = await startEmbedded(config.dataFolder, { onDeath: starting.onDeath })
    undo.push(embedded.stop)
  }
  const appUrl = embedded?.appUrl ?? config.databaseUrl ?? ''
  const ownerUrl = embedded?.ownerUrl ?? config.databaseOwnerUrl ?? appUrl
  const appRole = ownerUrl === appUrl ? null : new URL(appUrl).username
  await runMigrations(ownerUrl, appRole)

  const connection: Connection = connect(appUrl)
  undo.push(() => connection.db.destroy())
  const telemetry = await openTelemetry(connection.db, config.clickHouse, {
    progress: (words) => console.log(words),
    onError: (error) => console.error((error as Error).message),
  })
  undo.push(telemetry.stop)
  const services = await createServices(config, connection, telemetry.rows)
  await createFirstAdministrator(services, config)
  services.setupToken = await setupTokenIfNeeded(services)

  const jobs: Jobs = await startJobs({
    services,
    ownerUrl,
    appUrl,
    appRole,
    onError: (error) => console.error('A background job failed:', error),
  })
  undo.push(jobs.stop)
  const app = await buildApp({ services, webFolder: config.webFolder, logLevel: config.logLevel })
  undo.push(() => app.close())
  await app.listen({ host: config.host, port: config.port })
  const url = config.publicUrl ?? addressOf(app, config.host)
  services.ownUrl = addressOf(app, config.host)
  return {
    url,
    setupUrl: services.setupToken === null ? null : `${url}/setup?token=${services.setupToken}`,
    services,
    app,
    ownerUrl: embedded?.ownerUrl ?? null,
    stop,
  }
}

async function createServices(
  config: Config,
  connection: Connection,
  telemetry: TelemetryRows,
): Promise<Services> {
  const secret = await readSecret(config.secret, config.dataFolder)
  const baseUrl = config.publicUrl ?? `http://${config.host}:${config.port}`
  return {
    db: connection.db,
    databaseUrl: connection.url,
    content: openContent(config.contentFolder),
    identity: createIdentity({ db: connection.db, secret, baseUrl }),
    clock: () => new Date(),
    setupToken: null,
    telemetry,
    ownUrl: '',
    projectRoot: config.projectRoot,
    judgeSoon: () => undefined,
  }
}

async function setupTokenIfNeeded(services: Services): Promise<string | null> {
  const member = await services.db.selectFrom('members').select('id').limit(1).executeTakeFirst()
  return member === undefined ? randomBytes(24).toString('base64url') : null
}

function addressOf(app: FastifyInstance, host: string): string {
  const { port } = app.server.address() as AddressInfo
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${reachable}:${port}`
}
