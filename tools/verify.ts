import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Outcome, runChecks } from './check.ts'
import { checksOf } from './checks.ts'

/** Every check that needs no database, told line by line; see `npm run verify`. */
export async function verify(root: string): Promise<Outcome[]> {
  return runChecks(checksOf(root), Math.min(2, availableParallelism()), tell)
}

function tell({ name, seconds, passed, output }: Outcome): void {
  const verdict = passed ? 'ok    ' : 'FAILED'
  const remark = passed && output !== '' && !output.includes('\n') ? ` (${output})` : ''
  process.stdout.write(`${verdict} ${seconds.toFixed(1).padStart(5)} s  ${name}${remark}\n`)
  if (!passed) process.stdout.write(`${output.trimEnd().replaceAll(/^/gm, '    ')}\n`)
}

if (import.meta.main) {
  const began = performance.now()
  const outcomes = await verify(join(import.meta.dirname, '..'))
  const failed = outcomes.filter(({ passed }) => !passed).length
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  process.stdout.write(
    `${outcomes.length - failed} checks passed, ${failed} failed in ${seconds} s\n`,
  )
  process.exitCode = failed === 0 ? 0 : 1
}
