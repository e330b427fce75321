import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive } from './leftover.ts'

export type FolderLock = { release: () => Promise<void> }

/** One running Primum per data folder. Throws an Error that names the other process. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'primum.pid')
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const handle = await open(file, 'wx')
      await handle.writeFile(String(process.pid))
      await handle.close()
      return { release: () => rm(file, { force: true }) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = Number(await readFile(file, 'utf8').catch(() => ''))
    if (Number.isInteger(holder) && holder > 0 && holder !== process.pid && (await isPrimum(holder))) {
      throw new Error(
        `Primum already runs on ${folder} (process ${holder}). ` +
          'Stop it first, or set PRIMUM_DATA to another folder.',
      )
    }
    await rm(file, { force: true })
  }
  throw new Error(`The data folder ${folder} could not be locked.`)
}

/** After a crash and a reboot the number may belong to another program. */
async function isPrimum(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
  return command === null || command.includes('main.ts') || command.includes('vitest')
}
