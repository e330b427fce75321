import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

import { openDatabase, sqlText } from '../src/database.ts'
import { testFolder } from './dataset-files.ts'

const evaluateModule = fileURLToPath(new URL('../src/evaluate.ts', import.meta.url))

/** The most memory, in MB, that a process of its own took to measure a file in bins. */
async function memoryOf(path: string): Promise<number> {
  const program = `
    import { evaluate } from ${JSON.stringify(evaluateModule)}
    const report = await evaluate(
      { path: ${JSON.stringify(path)}, roles: { score: 'score', label: 'label', groups: ['ward'], features: [] },
        thresholds: [0.5], aggregation: 'none', baseline: null, exactUpTo: 1000 },
      { workers: 2, memoryMegabytes: 200 })
    if (report.dataset.exact) throw new Error('not in bins')
    console.log(process.resourceUsage().maxRSS / 1024)`
  // A file, since threads inherit how the process was started.
  const file = `${path}.mjs`
  writeFileSync(file, program)
  const { stdout } = await promisify(execFile)(process.execPath, [file], { timeout: 120_000 })
  return Number(stdout)
}

test('ten times the rows need hardly more memory', async () => {
  const folder = testFolder()
  const database = await openDatabase({ threads: 2, memoryMegabytes: 500 })
  const files: string[] = []
  for (const rows of [100_000, 1_000_000]) {
    const path = join(folder, `${rows}.csv`)
    await database.connection.run(`COPY (SELECT (hash(i) % 1000000) / 1000000 AS score,
      CAST(hash(i + 7) % 10 = 0 AS INTEGER) AS label, 'w' || (i % 9) AS ward
      FROM range(${rows}) t(i)) TO ${sqlText(path)} (FORMAT csv, HEADER)`)
    files.push(path)
  }
  database.close()
  const few = await memoryOf(files[0]!)
  const many = await memoryOf(files[1]!)
  // Each reader may hold what it was given; ten times as much it never needs.
  expect(many).toBeLessThan(few + 100)
}, 240_000)
