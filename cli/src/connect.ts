import { readFile } from 'node:fs/promises'
import { openServer, signIn } from './server.ts'
import type { Server } from './server.ts'
import { UsageError } from './usage-error.ts'

export const defaultServer = 'http://127.0.0.1:4200'

type Environment = Record<string, string | undefined>

/**
 * Whom to ask, and as whom: an API key, the cookie of a session, or e-mail and password. A secret
 * is never an argument, which every user of the machine could read in the list of processes.
 */
export async function connect(
  options: { server?: string | undefined; keyFile?: string | undefined },
  env: Environment = process.env,
): Promise<Server> {
  const url = serverUrl(options.server ?? env['PRIMUM_SERVER'] ?? defaultServer)
  const key = options.keyFile === undefined ? env['PRIMUM_KEY'] : await readKey(options.keyFile)
  if (key) return openServer(url, { key })
  if (env['PRIMUM_COOKIE']) return openServer(url, { cookie: env['PRIMUM_COOKIE'] })
  const { PRIMUM_EMAIL: email, PRIMUM_PASSWORD: password } = env
  if (email && password) return openServer(url, { cookie: await signIn(url, email, password) })
  throw new UsageError(
    'Nothing says who asks. Set PRIMUM_KEY to an API key, or give --key-file.',
    'A person sets PRIMUM_EMAIL and PRIMUM_PASSWORD.',
  )
}

export function serverUrl(text: string): string {
  const valid = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
  if (valid) return text
  throw new UsageError(`"${text}" is no address of a server.`, `Write it as ${defaultServer}`)
}

async function readKey(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) throw new UsageError(`The key file ${file} cannot be read.`)
  if (text.trim() === '') throw new UsageError(`The key file ${file} is empty.`)
  return text.trim()
}
