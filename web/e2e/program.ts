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
  /** Ends it and starts a later program on the same data and port, with this folder of content. */
  update: (contentFolder: string) => Promise<void>
  stop: () => Promise<void>
}

type Started = Pick<RunningProgram, 'url' | 'setupUrl'> & { end: () => Promise<void> }

/** Starts the whole program as people do, on a free port, with an embedded database of its own. */
export async function startProgram(options: { administrator: boolean }): Promise<RunningProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'primum-e2e-'))
  // The database does not run as root, and still has to reach its files.
  await chmod(folder, 0o755)
  const remove = () => rm(folder, { recursive: true, force: true })
  const env = {
    PRIMUM_DATA: folder,
    PORT: '0',
    PRIMUM_ORGANIZATION: 'Lakeside Hospital',
    ...(options.administrator
      ? {
          PRIMUM_ADMIN_EMAIL: administrator.email,
          PRIMUM_ADMIN_PASSWORD: administrator.password,
        }
      : {}),
  }
  let running = await start(['server/src/main.ts'], env).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  const { url, setupUrl } = running
  return {
    url,
    setupUrl,
    update: async (contentFolder) => {
      await running.end()
      const later = ['server/test/later-program.ts', contentFolder]
      running = await start(later, { ...env, PORT: new URL(url).port })
    },
    stop: async () => {
      await running.end()
      await remove()
    },
  }
}

async function start(
  [file = '', ...more]: string[],
  settings: Record<string, string>,
): Promise<Started> {
  const child = spawn(process.execPath, [join(root, file), ...more], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LANG: process.env.LANG,
      ...settings,
    },
  })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const end = async () => {
    child.kill('SIGTERM')
    await ended
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
    await end()
    throw error
  })
  return { url, setupUrl: /http\S+token=\S+/.exec(output)?.[0] ?? null, end }
}
