import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileStore } from '../src/files/file-store.ts'
import { localFiles } from '../src/files/local-files.ts'
import { s3Files } from '../src/files/s3-files.ts'
import { startS3Server } from './s3-server.ts'

/** A store of files as a test uses it, with where its contents lie; or why there is none here. */
export type OpenedStore =
  | { store: FileStore; folder: string; stop: () => Promise<void> }
  | { reason: string }

export const fileStores: Record<string, () => Promise<OpenedStore>> = {
  'a folder': async () => {
    const folder = await mkdtemp(join(tmpdir(), 'primum-store-'))
    const stop = () => rm(folder, { recursive: true, force: true })
    return { store: localFiles(folder), folder, stop }
  },
  'a bucket of an S3-compatible server': async () => {
    const server = await startS3Server()
    if ('reason' in server) return server
    const opened = s3Files(server.config, () => undefined)
    const stop = async () => {
      await opened.stop()
      await server.stop()
    }
    return { store: opened.store, folder: server.bucketFolder, stop }
  },
}
