import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A Python program that stays up between rounds and answers each line it gets with one line. */
export type PythonPeer = { ask: (line: string) => Promise<unknown>; stop: () => Promise<void> }

export class PeerMissing extends Error {
  override name = 'PeerMissing'
}

/**
 * Starts `bench/peers/<script>` with the released packages that `requirements` pins. Throws
 * PeerMissing, saying why, where there is no Python or no package registry.
 */
export function startPythonPeer(script: string, requirements: string, args: string[]): PythonPeer {
  const python = environmentOf(join(import.meta.dirname, requirements))
  const child = spawn(python, [join(import.meta.dirname, script), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    ask: async (line) => {
      child.stdin.write(`${line}\n`)
      const answer = await lines.next()
      if (answer.done === true) throw new Error(`${script} ended without an answer`)
      return JSON.parse(answer.value) as unknown
    },
    stop: () => stop(child),
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'close')
  child.stdin?.end()
  await ended
}

/** The Python of an environment with these packages, made once and kept in .cache/bench. */
function environmentOf(requirements: string): string {
  const pins = readFileSync(requirements, 'utf8')
  const hash = createHash('sha256').update(pins).digest('hex').slice(0, 12)
  const cache = join(import.meta.dirname, '../../.cache/bench')
  const folder = join(cache, `venv-${hash}`)
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  const complete = join(folder, 'complete')
  if (existsSync(complete)) return python
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(cache, { recursive: true })
  requireSuccess('there is no python3 that makes environments', 'python3', ['-m', 'venv', folder])
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check']
  requireSuccess('its packages cannot be installed', python, [...install, '-r', requirements])
  // Only now: an installation that was cut off is made anew.
  writeFileSync(complete, pins)
  return python
}

function requireSuccess(problem: string, command: string, args: string[]): void {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status === 0) return
  const words = (error?.message ?? stderr).trim().split('\n').at(-1) ?? ''
  throw new PeerMissing(words === '' ? problem : `${problem} (${words})`)
}
