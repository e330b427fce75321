import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startLinePeer } from './line-peer.ts'
import type { LinePeer } from './line-peer.ts'

export class PeerMissing extends Error {
  override name = 'PeerMissing'
}

/**
 * Starts `bench/peers/<script>` with the released packages that `requirements` pins. Throws
 * PeerMissing, saying why, where there is no Python or no package registry.
 */
export function startPythonPeer(script: string, requirements: string, args: string[]): LinePeer {
  const python = environmentOf(join(import.meta.dirname, requirements))
  return startLinePeer(python, [join(import.meta.dirname, script), ...args])
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
