import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { projectFiles } from './project-files.ts'

const DIST = 'web/dist'
const STAMP = '.source-hash'

/**
 * Builds the web app if its sources differ from those it was built of. Two processes may do so at
 * once: each builds in a folder of its own and puts it in place whole.
 */
export async function buildWeb(root: string, { quiet = false } = {}): Promise<'built' | 'fresh'> {
  const hash = sourceHash(root)
  if (isBuiltOf(root, hash)) return 'fresh'
  if (!quiet) process.stderr.write('Building the web app …\n')
  const outDir = join(root, `.cache/web-${process.pid}`)
  mkdirSync(join(root, '.cache'), { recursive: true })
  try {
    await vite(root, outDir, quiet)
    compress(outDir)
    writeFileSync(join(outDir, STAMP), hash)
    putInPlace(root, outDir, hash)
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
  return 'built'
}

/** A packed copy beside each text file: the server sends that one to browsers that take it. */
function compress(outDir: string): void {
  for (const name of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:js|css|html|svg|json)$/.test(name)) continue
    const file = join(outDir, name)
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }))
  }
}

function putInPlace(root: string, outDir: string, hash: string): void {
  try {
    rmSync(join(root, DIST), { recursive: true, force: true })
    renameSync(outDir, join(root, DIST))
  } catch (error) {
    // Another process put the same build there between the two steps.
    if (!isBuiltOf(root, hash)) throw error
  }
}

function isBuiltOf(root: string, hash: string): boolean {
  const stamp = join(root, DIST, STAMP)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
}

function sourceHash(root: string): string {
  const hash = createHash('sha256')
  const folders = ['web', 'client', 'content', 'core/src'].filter((folder) =>
    existsSync(join(root, folder)),
  )
  const sources = folders.flatMap((folder) => projectFiles(root, folder))
  const apart = sources.filter((path) => !/\.test\.tsx?$|^web\/e2e\//.test(path))
  for (const path of ['package-lock.json', ...apart]) {
    hash.update(`${path}\0`).update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}

function vite(root: string, outDir: string, quiet: boolean): Promise<void> {
  const bin = join(root, 'node_modules/vite/bin/vite.js')
  const args = [bin, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn']
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: join(root, 'web'),
      stdio: quiet ? 'ignore' : 'inherit',
    })
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`vite build ended with code ${code}`))
    })
  })
}

if (import.meta.main) await buildWeb(join(import.meta.dirname, '..'))
