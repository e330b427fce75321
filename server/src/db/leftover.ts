import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Stops a PostgreSQL server that a killed Primum left running on this data directory. The caller
 * holds the directory's lock, so nobody else can be using it. SIGINT is PostgreSQL's fast shutdown.
 */
export async function stopLeftover(databaseDir: string): Promise<void> {
  const pid = await leftoverPid(databaseDir)
  if (pid === null || !(await isPostgres(pid))) return
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal)
    for (let waited = 0; waited < 15_000; waited += 50) {
      if (!isAlive(pid)) return
      await sleep(50)
    }
  }
  throw new Error(`A PostgreSQL server (process ${pid}) still holds ${databaseDir}; stop it first.`)
}

async function leftoverPid(databaseDir: string): Promise<number | null> {
  try {
    const [line] = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n')
    const pid = Number(line)
    return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : null
  } catch {
    return null
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A process id can be reused after a reboot: only a postgres process is ours to stop. */
async function isPostgres(pid: number): Promise<boolean> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes('postgres')
  } catch {
    // No /proc (macOS): the pid file inside our own locked directory is evidence enough.
    return process.platform !== 'linux'
  }
}
