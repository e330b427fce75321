import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * The Chromium that browser tests drive: CHROMIUM_PATH, or one on the PATH, or, for root on
 * Debian, one installed now. Throws what to do where none can be had.
 */
export function ensureChromium(): string {
  const present = findChromium()
  if (present !== undefined) return present
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    process.stdout.write('No Chromium found; installing the Debian package chromium …\n')
    apt(['update'])
    apt(['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation'])
    const installed = findChromium()
    if (installed !== undefined) return installed
  }
  throw new Error(
    'Browser tests need Chromium. Install it (on Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  )
}

function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named
    throw new Error(`CHROMIUM_PATH is ${named}, and no file is there.`)
  }
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(':')]
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync)
}

function apt(args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status } = spawnSync('apt-get', ['-qq', ...args], { stdio: 'inherit', env })
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} ended with ${status}`)
}
