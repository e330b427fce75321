import type { Config } from './config.ts'
import { openContent } from './content.ts'
import type { Services } from './context.ts'
import { connect } from './db/connect.ts'
import type { OpenDatabase } from './db/open-database.ts'
import { openFiles } from './files/open-files.ts'
import { createFirstAdministrator } from './identity/create-first-administrator.ts'
import { createIdentity } from './identity/identity.ts'
import { readSecret } from './secret.ts'
import { openTelemetry } from './telemetry/open-telemetry.ts'

/** What every kind of process shares, on a database that is up to date. */
export async function openServices(
  config: Config,
  database: OpenDatabase,
  undo: (() => Promise<void>)[],
): Promise<Services> {
  const connection = connect(database.appUrl)
  undo.push(() => connection.db.destroy())
  const telemetry = await openTelemetry(connection.db, config.clickHouse, {
    progress: (words) => console.log(words),
    onError: (error) => console.error((error as Error).message),
  })
  undo.push(telemetry.stop)
  const { files, stop } = await openFiles(config.files, (error) => console.error(error))
  undo.push(stop)
  const secret = await readSecret(config.secret, config.dataFolder)
  const baseUrl = config.publicUrl ?? `http://${config.host}:${config.port}`
  const services: Services = {
    db: connection.db,
    databaseUrl: connection.url,
    content: openContent(config.contentFolder),
    identity: createIdentity({ db: connection.db, secret, baseUrl }),
    clock: () => new Date(),
    setupToken: null,
    telemetry: telemetry.rows,
    ownUrl: '',
    projectRoot: config.projectRoot,
    judgeSoon: () => undefined,
    validation: config.validation,
    files,
    findingDueDays: config.findingDueDays,
    validateSoon: () => undefined,
    stopValidation: () => undefined,
  }
  await createFirstAdministrator(services, config)
  return services
}
