import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url))
const startsWithin = 60_000
const stopsWithin = 20_000

export type OwnServer = {
  url: string
  /** Its PRIMUM_DATA. */
  folder: string
  administrator: { email: string; password: string }
  /** Stops it and removes its folder; may be called more than once. */
  stop: () => Promise<void>
}

/** Starts a fresh Primum with a database of its own, on a free port, in a temporary folder. */
export async function startOwnServer(signal?: AbortSignal): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), 'primum-demo-'))
  // As root PostgreSQL runs as a user of its own, who has to get in.
  await chmod(folder, 0o755)
  const administrator = {
    email: 'administrator@lakeside.example',
    password: randomBytes(24).toString('base64url'),
  }
  const child = spawn(process.execPath, [main], {
    env: {
      ...serverEnvironment(),
      PRIMUM_DATA: folder,
      PORT: '0',
      PRIMUM_ADMIN_EMAIL: administrator.email,
      PRIMUM_ADMIN_PASSWORD: administrator.password,
      PRIMUM_ORGANIZATION: 'Lakeside Health',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C reaches the demo, which stops the server in order.
    detached: true,
  })
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  })
  let stopping: Promise<void> | null = null
  const stop = () => {
    stopping ??= (async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), stopsWithin)
      await ended
      clearTimeout(timer)
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    })()
    return stopping
  }
  try {
    return { url: await addressOf(child, ended, signal), folder, administrator, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The demo's server is its own: settings meant for another one must not reach it. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const settings = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'HOST', 'PORT']
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !settings.includes(name) && !name.startsWith('PRIMUM_'),
    ),
  )
}

function addressOf(
  child: ReturnType<typeof spawn>,
  ended: Promise<void>,
  signal: AbortSignal | undefined,
): Promise<string> {
  let output = ''
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      const words = output.trim().slice(-2000)
      reject(new Error(`Primum did not start: ${reason}${words === '' ? '' : `\n${words}`}`))
    }
    const timer = setTimeout(() => fail('it took too long.'), startsWithin)
    const done = () => clearTimeout(timer)
    const read = (bytes: Buffer) => {
      output = (output + bytes.toString()).slice(-20_000)
      const url = /Primum serves on (http:\S+)\s/.exec(output)?.[1]
      if (url === undefined) return
      done()
      resolve(url)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    signal?.addEventListener('abort', () => {
      done()
      reject(signal.reason)
    })
    void ended.then(() => {
      done()
      fail('it ended.')
    })
  })
}
