import { join } from 'node:path'
import type { Files } from './file-store.ts'
import { localFiles } from './local-files.ts'
import { tidyIncoming } from './receive-file.ts'
import type { S3Config } from './s3-config.ts'

export type FilesConfig = {
  dataFolder: string
  limitBytes: number
  /** null where files are kept in the data folder */
  s3: S3Config | null
}

/** What S3 takes in one request. */
const mostBytesAtOnce = 5 * 1024 ** 3

/** The store of files as configured. A bucket that cannot be used is said at the start. */
export async function openFiles(
  { dataFolder, limitBytes, s3 }: FilesConfig,
  onError: (error: unknown) => void,
): Promise<{ files: Files; stop: () => Promise<void> }> {
  const incomingFolder = join(dataFolder, 'incoming')
  await tidyIncoming(incomingFolder)
  const around = { incomingFolder, limitBytes }
  if (s3 === null) {
    const store = localFiles(join(dataFolder, 'files'))
    return { files: { store, ...around }, stop: async () => undefined }
  }
  if (limitBytes > mostBytesAtOnce) {
    throw new Error('PRIMUM_EVIDENCE_LIMIT: a bucket takes a file of up to 5 GiB (5368709120).')
  }
  // Loaded only where it is used: it is the largest of the libraries.
  const { s3Files } = await import('./s3-files.ts')
  const { store, check, stop } = s3Files(s3, onError)
  try {
    await check()
  } catch (error) {
    await stop()
    const { name, message } = error as Error
    throw new Error(
      `PRIMUM_FILES_S3_BUCKET: the bucket ${s3.bucket} cannot be used (${name}: ${message}).`,
      { cause: error },
    )
  }
  return { files: { store, ...around }, stop }
}
