import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { installPackages } from './debian-packages.ts'

const cache = new URL('../../.cache/s3proxy/', import.meta.url).pathname
const pom = new URL('./s3proxy/pom.xml', import.meta.url).pathname
const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies'

/**
 * The folder with the programs of an S3-compatible server, 43 MB from Maven Central as s3proxy/pom.xml
 * pins them, which one contract test needs: fetched when that test runs. Or why it cannot be had.
 */
export function ensureS3Proxy(): { jars: string } | { reason: string } {
  const name = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 16)
  const jars = join(cache, name)
  const missing = ensureJava()
  if (missing !== null) return { reason: missing }
  if (existsSync(jars)) return { jars }
  mkdirSync(cache, { recursive: true })
  process.stdout.write('Fetching S3Proxy for the contract test of the store of files …\n')
  // What an interrupted fetch left is not taken for the whole: only the end gives the name.
  const part = `${jars}.${process.pid}`
  const args = [
    '-q',
    '-B',
    '-f',
    pom,
    plugin,
    `-DoutputDirectory=${part}`,
    '-DincludeScope=runtime',
  ]
  const { status, stdout } = spawnSync('mvn', args, { timeout: 300_000 })
  if (status !== 0) {
    rmSync(part, { recursive: true, force: true })
    const why = /\[ERROR\] .*/.exec(stdout?.toString() ?? '')?.[0] ?? `mvn ended with ${status}`
    return { reason: `S3Proxy could not be fetched (${why.slice(0, 300)})` }
  }
  if (existsSync(jars)) rmSync(part, { recursive: true, force: true })
  else renameSync(part, jars)
  return { jars }
}

function ensureJava(): string | null {
  const isHere = () =>
    spawnSync('java', ['-version']).status === 0 && spawnSync('mvn', ['-v']).status === 0
  if (isHere()) return null
  const failed = installPackages(['maven', 'default-jre-headless'])
  if (failed !== null) return failed
  return isHere() ? null : 'maven and default-jre-headless brought no Maven that runs'
}
