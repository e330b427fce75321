import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { countWords } from '@primum/core/shared/count-words'
import { PrimumError, invalid } from '../errors.ts'
import type { Files } from './file-store.ts'

export type ReceivedFile = { path: string; size: number; sha256: string }

/**
 * Writes a body to a name that nobody chose, as it comes, and hashes it on the way. What is empty,
 * too large or cut off leaves nothing behind.
 */
export async function receiveFile(files: Files, body: Readable): Promise<ReceivedFile> {
  await mkdir(files.incomingFolder, { recursive: true, mode: 0o700 })
  const path = join(files.incomingFolder, randomUUID())
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    // Destroying the body would cut the connection that the refusal has to travel on.
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      size += (chunk as Buffer).length
      if (size > files.limitBytes) throw fileTooLarge(files.limitBytes)
      hash.update(chunk as Buffer)
      await file.writeFile(chunk as Buffer)
    }
    await file.close()
    if (size === 0) throw invalid('body', 'The file is empty.', 'Hand over a file with content.')
  } catch (error) {
    await file.close().catch(() => undefined)
    await discardFile(path)
    throw inWords(error)
  }
  return { path, size, sha256: hash.digest('hex') }
}

/** Throws where the sender says beforehand that the file is too large: no byte of it is read. */
export function refuseTooLarge(files: Files, announcedBytes: number | null): void {
  if ((announcedBytes ?? 0) > files.limitBytes) throw fileTooLarge(files.limitBytes)
}

export async function discardFile(path: string): Promise<void> {
  await rm(path, { force: true })
}

const day = 86_400_000

/** Removes what a crash left behind: nothing that still comes is a day old. */
export async function tidyIncoming(incomingFolder: string): Promise<void> {
  for (const name of await readdir(incomingFolder).catch(() => [])) {
    const path = join(incomingFolder, name)
    const found = await stat(path).catch(() => null)
    if (found !== null && Date.now() - found.mtimeMs > day) await discardFile(path)
  }
}

function fileTooLarge(limit: number): PrimumError {
  const message = `The file is larger than the ${countWords(limit)} bytes that evidence may have.`
  const remedy = 'Hand over less at once, or ask for a higher PRIMUM_EVIDENCE_LIMIT.'
  return new PrimumError('limit-exceeded', message, {
    reasons: [{ code: 'file-too-large', message, remedy, who: 'Administrator' }],
  })
}

function inWords(error: unknown): unknown {
  const { code } = error as { code?: string }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new PrimumError('unavailable', 'There is no room for the file on the server.')
  }
  const cut = ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR']
  if (code !== undefined && cut.includes(code)) {
    return invalid('body', 'The upload was cut off; nothing was kept.', 'Send the whole file.')
  }
  return error
}
