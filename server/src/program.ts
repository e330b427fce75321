import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import type { Services } from './context.ts'
import { openDatabase } from './db/open-database.ts'
import { setupTokenIfNeeded } from './identity/setup-token.ts'
import { failLeftoverLoads, stopPlayers } from './jobs/example-player.ts'
import { startJobs } from './jobs/jobs.ts'
import { migrateDatabase } from './migrate-database.ts'
import { openServices } from './open-services.ts'
import { startOrUndo } from './start-or-undo.ts'
import type { Stop } from './start-or-undo.ts'

export type Program = {
  url: string
  /** Where the first administrator is made; null once there is one. */
  setupUrl: string | null
  services: Services
  app: FastifyInstance
  /** How the database's owner connects: only where this program started the database. */
  ownerUrl: string | null
  stop: Stop
}

/** The API, and unless configured otherwise the jobs. */
export function startProgram(config: Config, onDeath: () => void): Promise<Program> {
  return startOrUndo(async (undo) => {
    if (config.databaseUrl === null && !config.jobs) {
      throw new Error('PRIMUM_JOBS=off needs DATABASE_URL, where a worker does the jobs.')
    }
    const database = await openDatabase(config, undo, onDeath)
    await migrateDatabase(database)
    const services = await openServices(config, database, undo)
    services.setupToken = await setupTokenIfNeeded(services.db)
    await failLeftoverLoads(services)
    const jobs = await startJobs({
      services,
      appUrl: database.appUrl,
      work: config.jobs,
      onError: (error) => console.error('A background job failed:', error),
    })
    undo.push(jobs.stop)
    undo.push(async () => stopPlayers())
    const { webFolder, logLevel, host, port } = config
    const app = await buildApp({ services, webFolder, logLevel })
    undo.push(() => app.close())
    await app.listen({ host, port })
    const url = config.publicUrl ?? addressOf(app, host)
    services.ownUrl = addressOf(app, host)
    return {
      url,
      setupUrl: services.setupToken === null ? null : `${url}/setup?token=${services.setupToken}`,
      services,
      app,
      ownerUrl: database.embedded ? database.ownerUrl : null,
    }
  })
}

function addressOf(app: FastifyInstance, host: string): string {
  const { port } = app.server.address() as AddressInfo
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${reachable}:${port}`
}
