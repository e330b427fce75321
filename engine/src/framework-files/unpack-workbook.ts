import { fromBufferPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { FileRefusal } from './file-refusal.ts'

/** The parts of a workbook by their names; each is unpacked when it is asked for. */
export type Parts = {
  names: ReadonlySet<string>
  /** null where there is none */
  read: (name: string) => Promise<string | null>
}

const mostParts = 2000
/** Of what is unpacked in all, counted as it comes and not as the archive says. */
const mostBytes = 24 * 1024 * 1024

/** Opens the container of a workbook for `work`. Nothing but what is read is unpacked. */
export async function withParts<T>(
  bytes: Uint8Array,
  work: (parts: Parts) => Promise<T>,
): Promise<T> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const options = { lazyEntries: true, autoClose: false }
  const zip = await fromBufferPromise(buffer, options).catch(damaged)
  try {
    const entries = await listed(zip)
    const left = { bytes: mostBytes }
    return await work({
      names: new Set(entries.keys()),
      read: async (name) => {
        const entry = entries.get(name)
        return entry === undefined ? null : unpacked(zip, entry, left)
      },
    })
  } finally {
    zip.close()
  }
}

async function listed(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  if (zip.entryCount > mostParts) throw tooLarge()
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
  } catch (error) {
    damaged(error)
  }
  if ([...entries.values()].some((entry) => entry.isEncrypted())) {
    throw new FileRefusal('The workbook is locked with a password.', 'Save it without one.')
  }
  return entries
}

async function unpacked(zip: ZipFile, entry: Entry, left: { bytes: number }): Promise<string> {
  if (entry.uncompressedSize > left.bytes) throw tooLarge()
  const stream = await zip.openReadStreamPromise(entry).catch(damaged)
  const chunks: Buffer[] = []
  try {
    for await (const chunk of stream) {
      left.bytes -= (chunk as Buffer).length
      if (left.bytes < 0) throw tooLarge()
      chunks.push(chunk as Buffer)
    }
  } catch (error) {
    if (error instanceof FileRefusal) throw error
    damaged(error)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function tooLarge(): FileRefusal {
  return new FileRefusal(
    'The workbook unpacks to more than a framework can be.',
    'Keep the sheets Framework, Requirements and Mappings alone, and save it again.',
  )
}

function damaged(error: unknown): never {
  const refusal = new FileRefusal('The workbook is damaged or cut off.', 'Save it again as XLSX.')
  refusal.cause = error
  throw refusal
}
