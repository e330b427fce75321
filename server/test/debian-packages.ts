import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Installs packages that a test needs, as root on Debian; or answers why it cannot. */
export function installPackages(packages: string[]): string | null {
  const names = packages.join(' and ')
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    return `${names} not installed, and only root on Debian can install here`
  }
  process.stdout.write(`Installing from Debian what tests need: ${names} …\n`)
  return apt(['update']) ?? apt(['install', '--yes', '--no-install-recommends', ...packages])
}

function apt(args: string[]): string | null {
  // The package would start a service of its own, which nobody asked for.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  // Test files run side by side: they take turns here, and with any other use of the packages.
  const turn = [
    join(tmpdir(), 'primum-apt.lock'),
    'apt-get',
    '-qq',
    '-o',
    'DPkg::Lock::Timeout=120',
  ]
  const { status } = spawnSync('flock', [...turn, ...args], { stdio: 'inherit', env })
  return status === 0 ? null : `apt-get ${args.join(' ')} ended with ${status}`
}
