import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive } from './leftover.ts'

export type FolderLock = { release: () => Promise<void> }

/** One running Primum per data folder. Throws an Error that names the other process. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'primum.pid')
  const mine = `${file}.${process.pid}`
  await writeFile(mine, String(process.pid))
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      // Linking is atomic and brings the content along: nobody ever sees an empty lock.
      if (await linked(mine, file)) return { release: () => rm(file, { force: true }) }
      const holder = Number(await readFile(file, 'utf8').catch(() => ''))
      if (Number.isInteger(holder) && holder > 0 && (await isPrimum(holder))) {
        throw new Error(
          `Primum already runs on ${folder} (process ${holder}). ` +
            'Stop it first, or set PRIMUM_DATA to another folder.',
        )
      }
      await rm(file, { force: true })
    }
  } finally {
    await rm(mine, { force: true })
  }
  throw new Error(`The data folder ${folder} could not be locked.`)
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** After a crash and a reboot the number may belong to another program. */
async function isPrimum(pid: number): Promise<boolean> {
  if (!isAlive(pid) || pid === process.pid) return false
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
  return command === null || command.includes('main.ts') || command.includes('vitest')
}
