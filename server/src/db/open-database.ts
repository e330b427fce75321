import type { Config } from '../config.ts'
import { startEmbedded } from './embedded.ts'
import { lockFolder } from './folder-lock.ts'

export type OpenDatabase = {
  /** How the program connects. */
  appUrl: string
  /** How the schema is changed. */
  ownerUrl: string
  /** The program's own role; null where it connects as the owner. */
  appRole: string | null
  /** Whether this process started the database, in its data folder. */
  embedded: boolean
}

/** The PostgreSQL of the configuration, or else one of our own in the data folder. */
export async function openDatabase(
  config: Config,
  undo: (() => Promise<void>)[],
  onDeath: () => void,
): Promise<OpenDatabase> {
  const { databaseUrl, databaseOwnerUrl, dataFolder } = config
  if (databaseUrl !== null) return addresses(databaseUrl, databaseOwnerUrl ?? databaseUrl, false)
  const lock = await lockFolder(dataFolder)
  undo.push(lock.release)
  const embedded = await startEmbedded(dataFolder, { onDeath })
  undo.push(embedded.stop)
  return addresses(embedded.appUrl, embedded.ownerUrl, true)
}

function addresses(appUrl: string, ownerUrl: string, embedded: boolean): OpenDatabase {
  const appRole = ownerUrl === appUrl ? null : new URL(appUrl).username
  return { appUrl, ownerUrl, appRole, embedded }
}
