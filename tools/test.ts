import { join } from 'node:path'
import config from '../vitest.config.ts'
import { buildWeb } from './build-web.ts'
import { ensureChromium } from './chromium.ts'
import { runVitest } from './run-vitest.ts'
import { emptyTally, type Tally, tallyLine } from './tally.ts'
import { verify } from './verify.ts'

// What `npm test` runs: every check, then every test, the browser's last. Each check and each step
// counts as a test, so that the last line tells all. Arguments choose test files and skip the rest.
const ROOT = join(import.meta.dirname, '..')
const filters = process.argv.slice(2)
const tallies: Tally[] = []

function step(name: string, passed: boolean): boolean {
  process.stdout.write(`${passed ? 'ok' : 'FAILED'}: ${name}\n`)
  tallies.push({ ...emptyTally(), passed: passed ? 1 : 0, failed: passed ? 0 : 1 })
  return passed
}

async function attempt(name: string, work: () => unknown): Promise<boolean> {
  try {
    await work()
    return step(name, true)
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return step(name, false)
  }
}

async function runAll(): Promise<void> {
  const projects = (config.test?.projects ?? []).map(nameOf)
  const apart = projects.filter((name) => name !== 'e2e')
  if (filters.length > 0) {
    tallies.push(await runVitest(ROOT, [], filters))
    return
  }
  for (const { passed } of await verify(ROOT)) {
    tallies.push({ ...emptyTally(), passed: passed ? 1 : 0, failed: passed ? 0 : 1 })
  }
  const built = await attempt('the web app builds', () => buildWeb(ROOT))
  tallies.push(await runVitest(ROOT, apart, []))
  const browser = await attempt('Chromium is there', () => {
    process.env.CHROMIUM_PATH = ensureChromium()
  })
  if (built && browser) tallies.push(await runVitest(ROOT, ['e2e'], []))
}

function nameOf(project: unknown): string {
  return (project as { test: { name: string } }).test.name
}

// A failure of the runner itself must not pass for a green run.
await runAll().catch((error: unknown) => {
  process.stdout.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  step('every step of the test command ran', false)
})
for (const { test, reason } of tallies.flatMap(({ skipped }) => skipped)) {
  process.stdout.write(`skipped: ${test} (${reason})\n`)
}
process.stdout.write(`${tallyLine(tallies)}\n`)
process.exitCode = tallies.some(({ failed }) => failed > 0) ? 1 : 0
