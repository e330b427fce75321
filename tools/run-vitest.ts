import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { emptyTally, type Tally } from './tally.ts'

/**
 * Runs Vitest projects with a readable report and answers their tally. A crash, a project without
 * a test, and an exit code that says otherwise than the counts each count as one failure.
 */
export async function runVitest(
  root: string,
  projects: string[],
  filters: string[],
  { quiet = false } = {},
): Promise<Tally> {
  const file = join(root, `.cache/tally-${process.pid}.json`)
  mkdirSync(join(root, '.cache'), { recursive: true })
  rmSync(file, { force: true })
  const code = await vitest(root, file, quiet, [
    ...projects.map((name) => `--project=${name}`),
    ...filters,
  ])
  const tally = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Tally) : emptyTally()
  rmSync(file, { force: true })
  const fail = (message: string): void => {
    tally.failed += 1
    if (!quiet) process.stdout.write(`FAILED: ${message}\n`)
  }
  if (filters.length === 0) {
    for (const name of projects) {
      if (!tally.projects[name]) fail(`the project ${name} has no test`)
    }
  } else if (Object.keys(tally.projects).length === 0) fail(`no test matches ${filters.join(' ')}`)
  if (code !== 0 && tally.failed === 0) fail(`Vitest ended with ${code}`)
  return tally
}

function vitest(
  root: string,
  file: string,
  quiet: boolean,
  args: string[],
): Promise<number | NodeJS.Signals> {
  const bin = join(root, 'node_modules/vitest/vitest.mjs')
  const reporters = [
    '--reporter=default',
    `--reporter=${join(import.meta.dirname, 'tally-reporter.ts')}`,
  ]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, 'run', ...reporters, ...args], {
      cwd: root,
      stdio: quiet ? 'ignore' : 'inherit',
      env: { ...process.env, PRIMUM_TALLY: file },
    })
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? signal ?? 1))
  })
}
