import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

export const administrator = { email: 'ada@lakeside.example', password: 'correct horse battery' }

export type RunningProgram = {
  url: string
  /** Where the first administrator is made; null where one was given. */
  setupUrl: string | null
  stop: () => Promise<void>
}

/** Starts the whole program as people do, on a free port, with an embedded database of its own. */
export async function startProgram(options: { administrator: boolean }): Promise<RunningProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'primum-e2e-'))
  // The database does not run as root, and still has to reach its files.
  await chmod(folder, 0o755)
  const child = spawn(process.execPath, [join(root, 'server/src/main.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LANG: process.env.LANG,
      PRIMUM_DATA: folder,
      PORT: '0',
      PRIMUM_ORGANIZATION: 'Lakeside Hospital',
      ...(options.administrator
        ? {
            PRIMUM_ADMIN_EMAIL: administrator.email,
            PRIMUM_ADMIN_PASSWORD: administrator.password,
          }
        : {}),
    },
  })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const found = /Primum serves on (\S+)\s/.exec(output)
      if (found?.[1] !== undefined) resolve(found[1])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => reject(new Error(`the program ended: ${output}`)))
  }).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { url, setupUrl: /http\S+token=\S+/.exec(output)?.[0] ?? null, stop }
}
