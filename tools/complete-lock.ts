import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// `npm ci` refuses a lock that lacks an optional package of any platform, and `npm install` leaves
// out those that a registry mirror does not carry. This adds them by name and version; npm skips
// them on other platforms. Run it after `npm install` where `npm ci` reports "Missing: … from lock".
type Package = { version?: string; dev?: boolean; optionalDependencies?: Record<string, string> }

const path = join(process.cwd(), 'package-lock.json')
const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, Package> }
const added: string[] = []
for (const [parent, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const platform = platformOf(name)
    const nested = `${parent}/node_modules/${name}`
    const present = [nested, `node_modules/${name}`].some((key) => key in lock.packages)
    if (present || platform === undefined || !/^\d/.test(version)) continue
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(dev === undefined ? {} : { dev }),
      ...platform,
    }
    added.push(`${name}@${version}`)
  }
}
const [root, ...others] = Object.entries(lock.packages)
const sorted = others.sort(([a], [b]) => a.localeCompare(b, 'en'))
lock.packages = Object.fromEntries(root ? [root, ...sorted] : sorted)
if (added.length > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${added.length} packages added\n`)

/** `@scope/binding-linux-x64-musl` → what npm's lock says of such a package. */
function platformOf(name: string): object | undefined {
  const match = /-(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)-?([a-z]*)/.exec(name)
  if (match === null) return undefined
  const [, os, cpu, abi = ''] = match
  const libc = os === 'linux' ? { libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] } : {}
  return { cpu: [cpu], optional: true, os: [os], ...libc }
}
