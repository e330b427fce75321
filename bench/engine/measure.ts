import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { FileAnswer } from './same-answer.ts'

/** The engine's work on a file, in a process of its own so that its memory can be told. */
export function measureFile(current: string, baseline: string, threshold: number): FileAnswer {
  const program = join(import.meta.dirname, 'measure-file.ts')
  const { status, stdout } = spawnSync(
    process.execPath,
    [program, current, baseline, String(threshold)],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  )
  if (status !== 0) throw new Error(`measuring the file ended with ${status}`)
  return JSON.parse(stdout) as FileAnswer
}
