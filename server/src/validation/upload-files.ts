import { createHash } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { countWords } from '@primum/core/shared/count-words'
import type { ValidationSettings } from '../config.ts'
import { PrimumError, invalid } from '../errors.ts'

/** Where a file that was handed over lies: a folder per organization, a name that nobody chose. */
export function uploadPath(
  settings: ValidationSettings,
  organizationId: string,
  storedName: string,
): string {
  return join(settings.uploadsFolder, organizationId, storedName)
}

/** The endings by which readers tell formats and compression; whatever else stands in a name is not taken over. */
const endings = ['.parquet', '.csv', '.tsv', '.txt', '.ndjson', '.jsonl', '.json']

/** `.csv.gz` of `Cohort 2026.CSV.gz`; empty where the name says nothing. */
export function endingOf(fileName: string): string {
  const lower = fileName.toLowerCase()
  const gzip = lower.endsWith('.gz') ? '.gz' : ''
  const name = gzip === '' ? lower : lower.slice(0, -gzip.length)
  const ending = endings.find((each) => name.endsWith(each)) ?? ''
  return ending === '' ? '' : `${ending}${gzip}`
}

/**
 * Writes a body to disk as it comes, readable by this program alone. What is cut off, too large or
 * finds no room leaves nothing behind.
 */
export async function storeUpload(
  path: string,
  body: Readable,
  limit: number,
): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256')
  let size = 0
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, 'wx', 0o600)
  try {
    // Destroying the body would cut the connection that the refusal has to travel on.
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      size += (chunk as Buffer).length
      if (size > limit) throw tooLarge(limit)
      hash.update(chunk as Buffer)
      await file.writeFile(chunk as Buffer)
    }
    await file.close()
  } catch (error) {
    await file.close().catch(() => undefined)
    await removeUpload(path)
    throw inWords(error)
  }
  return { size, sha256: hash.digest('hex') }
}

export async function removeUpload(path: string): Promise<void> {
  await rm(path, { force: true })
}

/** Throws where the sender says beforehand that the file is too large: no byte of it is read. */
export function refuseTooLarge(announcedBytes: number | null, limit: number): void {
  if (announcedBytes !== null && announcedBytes > limit) throw tooLarge(limit)
}

function tooLarge(limit: number): PrimumError {
  const message = `The file is larger than the ${countWords(limit)} bytes that may be handed over.`
  const remedy = 'Send Parquet, which is smaller, or ask for a higher PRIMUM_UPLOAD_LIMIT.'
  return new PrimumError('limit-exceeded', message, {
    reasons: [{ code: 'upload-too-large', message, remedy, who: 'Administrator' }],
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
