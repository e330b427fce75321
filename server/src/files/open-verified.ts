import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { contentPath } from './file-store.ts'
import type { ContentKey, FileStore } from './file-store.ts'

/** What is read at once; larger content is read twice, first to check it and then to send it. */
const gatheredBytes = 8 * 1024 * 1024

/**
 * The content, checked against its SHA-256 before the first byte of it is handed on. Throws an
 * Error, which the log shows and a caller does not, where it is missing or was changed.
 */
export async function openVerified(
  store: FileStore,
  key: ContentKey,
  size: number,
): Promise<Readable | Buffer> {
  const chunks: Buffer[] = []
  const hash = createHash('sha256')
  for await (const chunk of await openPresent(store, key)) {
    hash.update(chunk as Buffer)
    if (size <= gatheredBytes) chunks.push(chunk as Buffer)
  }
  const found = hash.digest('hex')
  if (found !== key.sha256) {
    throw new Error(
      `The content ${contentPath(key)} in ${store.place} was changed: its SHA-256 is ${found}. ` +
        'It is not served. Restore it from a backup.',
    )
  }
  return size <= gatheredBytes ? Buffer.concat(chunks) : openPresent(store, key)
}

async function openPresent(store: FileStore, key: ContentKey): Promise<Readable> {
  const stream = await store.open(key)
  if (stream !== null) return stream
  throw new Error(
    `The content ${contentPath(key)} is missing in ${store.place}. Restore it from a backup.`,
  )
}
