import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The secret that signs sessions: given, or made once and kept in the data folder for its owner only. */
export async function readSecret(given: string | null, folder: string): Promise<string> {
  if (given !== null) return given
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'secret')
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  // Of several processes that start at once in one folder, the first to link its file has made it.
  const own = `${file}-${process.pid}`
  await writeFile(own, randomBytes(32).toString('base64url'), { mode: 0o600 })
  await link(own, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(own)
  return (await readFile(file, 'utf8')).trim()
}
