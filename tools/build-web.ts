import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFiles } from './project-files.ts'

const ROOT = join(import.meta.dirname, '..')
const DIST = join(ROOT, 'web/dist')
const STAMP = '.source-hash'

/**
 * Builds the web app if its sources differ from those it was built of. Two processes may do so at
 * once: each builds in a folder of its own and the last puts its own, equal one in place.
 */
export async function buildWeb(): Promise<'built' | 'fresh'> {
  const hash = sourceHash()
  if (isBuiltOf(hash)) return 'fresh'
  const outDir = join(ROOT, `.cache/web-${process.pid}`)
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  try {
    await vite(outDir)
    writeFileSync(join(outDir, STAMP), hash)
    rmSync(DIST, { recursive: true, force: true })
    renameSync(outDir, DIST)
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
  return 'built'
}

function isBuiltOf(hash: string): boolean {
  const stamp = join(DIST, STAMP)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
}

function sourceHash(): string {
  const hash = createHash('sha256')
  const sources = ['web', 'client', 'core/src'].flatMap((folder) => projectFiles(ROOT, folder))
  const apart = sources.filter((path) => !/\.test\.tsx?$|^web\/e2e\//.test(path))
  for (const path of ['package-lock.json', ...apart]) {
    hash.update(`${path}\0`).update(readFileSync(join(ROOT, path)))
  }
  return hash.digest('hex')
}

function vite(outDir: string): Promise<void> {
  const bin = join(ROOT, 'node_modules/vite/bin/vite.js')
  const args = [bin, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn']
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: join(ROOT, 'web'), stdio: 'inherit' })
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`vite build ended with code ${code}`))
    })
  })
}

if (import.meta.main) {
  process.stderr.write('Looking whether the web app must be built …\n')
  await buildWeb()
}
