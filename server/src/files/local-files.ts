import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import { contentPath } from './file-store.ts'
import type { FileStore } from './file-store.ts'

/** Content in a folder. A name appears only when its bytes have reached the disk. */
export function localFiles(folder: string): FileStore {
  const pathOf = (key: Parameters<typeof contentPath>[0]) => join(folder, contentPath(key))
  return {
    place: folder,
    put: async (key, { path }) => {
      const target = pathOf(key)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await reachDisk(path)
      await rename(path, target).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EXDEV') throw error
        return bringFromOtherDisk(path, target)
      })
      await reachDisk(dirname(target))
    },
    open: async (key) => {
      const file = await open(pathOf(key), 'r').catch(nullIfMissing)
      return file?.createReadStream() ?? null
    },
    has: async (key) => (await stat(pathOf(key)).catch(nullIfMissing)) !== null,
    remove: (key) => rm(pathOf(key), { force: true }),
  }
}

async function bringFromOtherDisk(path: string, target: string): Promise<void> {
  const beside = `${target}.${randomUUID()}.part`
  try {
    await copyFile(path, beside)
    await reachDisk(beside)
    await rename(beside, target)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

/** Of a folder: its names. Windows cannot do that, and needs not. */
async function reachDisk(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } catch (error) {
    if (process.platform !== 'win32') throw error
  } finally {
    await handle.close()
  }
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
