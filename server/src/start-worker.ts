import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Config } from './config.ts'
import type { Services } from './context.ts'
import { openDatabase } from './db/open-database.ts'
import { startJobs } from './jobs/jobs.ts'
import { migrateDatabase } from './migrate-database.ts'
import { openServices } from './open-services.ts'
import { startOrUndo } from './start-or-undo.ts'
import type { Stop } from './start-or-undo.ts'

export type Worker = {
  /** null where no port is configured */
  healthUrl: string | null
  stop: Stop
}

/** The jobs without the API. It serves nothing but, where configured, its health. */
export function startWorker(config: Config): Promise<Worker> {
  return startOrUndo(async (undo) => {
    if (config.databaseUrl === null) {
      throw new Error(
        'A worker needs DATABASE_URL: the PostgreSQL in a data folder belongs to one process.',
      )
    }
    const database = await openDatabase(config, undo, () => undefined)
    await migrateDatabase(database)
    const services = await openServices(config, database, undo)
    const jobs = await startJobs({
      services,
      appUrl: database.appUrl,
      work: true,
      onError: (error) => console.error('A background job failed:', error),
    })
    undo.push(jobs.stop)
    const port = config.healthPort
    return {
      healthUrl: port === null ? null : await serveHealth(services, config.host, port, undo),
    }
  })
}

/** Answers as the API's own health does: 200 while the database answers. */
async function serveHealth(
  { db }: Services,
  host: string,
  port: number,
  undo: Stop[],
): Promise<string> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.url !== '/api/health') return answer(404, { status: 'not-found' })
    db.selectFrom('migrations')
      .select('name')
      .limit(1)
      .execute()
      .then(
        () => answer(200, { status: 'ok' }),
        () => answer(503, { status: 'database-unreachable' }),
      )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  undo.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://${host}:${(server.address() as AddressInfo).port}/api/health`
}
