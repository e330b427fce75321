import { openPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { countWords } from '@primum/core/shared/count-words'

export type ZipListing = {
  names: string[]
  /** what the file `mimetype` says, with which OpenDocument files begin; empty where there is none */
  mimetype: string
}

/** Why an archive cannot be listed, in words for who handed it over. */
export class UnreadableZip extends Error {}

const mostEntries = 10_000
const mostBytes = 2 * 1024 ** 3

/** What an archive says that it holds. Nothing is unpacked but a `mimetype` of a few bytes. */
export async function listZip(path: string): Promise<ZipListing> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch(damaged)
  try {
    return await readListing(zip)
  } finally {
    zip.close()
  }
}

async function readListing(zip: ZipFile): Promise<ZipListing> {
  if (zip.entryCount > mostEntries) {
    throw new UnreadableZip(`It holds more than ${countWords(mostEntries)} files.`)
  }
  const entries: Entry[] = []
  let unpacked = 0
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push(entry)
      unpacked += entry.uncompressedSize
    }
  } catch (error) {
    damaged(error)
  }
  if (entries.length === 0) throw new UnreadableZip('It holds no files.')
  if (unpacked > mostBytes) throw new UnreadableZip('It unpacks to more than 2 GiB.')
  if (entries.some((entry) => entry.isEncrypted())) {
    throw new UnreadableZip('It is locked with a password, so nobody can look into it.')
  }
  const first = entries.find((entry) => entry.fileName === 'mimetype')
  return {
    names: entries.map((entry) => entry.fileName),
    mimetype: first === undefined ? '' : await readShort(zip, first),
  }
}

async function readShort(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > 200) return ''
  const stream = await zip.openReadStreamPromise(entry).catch(damaged)
  const chunks: Buffer[] = []
  try {
    for await (const chunk of stream) chunks.push(chunk as Buffer)
  } catch (error) {
    damaged(error)
  }
  return Buffer.concat(chunks).toString('latin1').trim()
}

function damaged(error: unknown): never {
  throw new UnreadableZip('It is damaged or cut off.', { cause: error })
}
