import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../src/database.ts'
import { columnOf, openDataset } from '../src/dataset.ts'
import { evaluateTask } from '../src/evaluate-task.ts'
import { chosenRows, sampleRows } from '../src/sample-rows.ts'
import { cohort } from './cohort.ts'
import { request, run, testFolder, toCsv, writeSql, writeText } from './dataset-files.ts'

async function sampleOf(path: string, rows: number, options: { threads: number; seed: number }) {
  const database = await openDatabase({ threads: options.threads, memoryMegabytes: 300 })
  try {
    const dataset = await openDataset(database, path)
    const columns = ['a', 'b', 'gap'].map((name) => columnOf(dataset, name, 'features'))
    const { seed } = options
    return await sampleRows(database, dataset, columns, { rows, size: 900, seed })
  } finally {
    database.close()
  }
}

describe('a sample of whole rows', () => {
  test('keeps rows together, spreads over the file, and depends on the seed alone', async () => {
    const rows = 300_000
    const path = await writeSql(
      `${testFolder()}/a.parquet`,
      `SELECT CAST(i AS DOUBLE) AS a, 2.0 * i + 1 AS b,
        CASE WHEN i % 2 = 0 THEN CAST(i AS DOUBLE) END AS gap FROM range(${rows}) t(i)`,
    )
    const [a, b, gap] = await sampleOf(path, rows, { threads: 2, seed: 1 })
    expect([...a!]).toEqual(chosenRows({ rows, size: 900, seed: 1 }))
    a!.forEach((value, i) => {
      expect(b![i]).toBe(2 * value + 1)
      // What lies under NULL is never taken for a value.
      if (value % 2 === 0) expect(gap![i]).toBe(value)
      else expect(gap![i]).toBeNaN()
      expect(value).toBeGreaterThanOrEqual(Math.floor((i * rows) / 900))
      expect(value).toBeLessThan(((i + 1) * rows) / 900)
    })
    const again = await sampleOf(path, rows, { threads: 1, seed: 1 })
    expect(again[0]).toEqual(a)
    const other = await sampleOf(path, rows, { threads: 2, seed: 2 })
    expect(other[0]).not.toEqual(a)
  })

  test('is every row of a small file, and none of an empty one', () => {
    expect(chosenRows({ rows: 900, size: 900, seed: 1 })).toBe(null)
    expect(chosenRows({ rows: 0, size: 900, seed: 1 })).toBe(null)
    expect(chosenRows({ rows: 901, size: 900, seed: 1 })).toHaveLength(900)
  })

  test('says in the report what was drawn', async () => {
    const { scores, labels, ages } = cohort(3000, 71)
    const columns = { score: scores, label: labels, age: ages, more: scores.map((x) => x * x) }
    const path = writeText(testFolder(), 'a.csv', toCsv(columns))
    const roles = { features: ['age', 'more'] }
    const multivariate = { rows: 500, seed: 9 }
    const { drift } = await run(request(path, { baseline: path, roles, multivariate }))
    expect(drift!.multivariate!.sample).toEqual({
      method: 'one row at random of each of so many equal parts of the file',
      seed: 9,
      rows: 500,
      baselineRows: 500,
    })
    expect(drift!.multivariate!.metrics['domain-classifier-auroc'].n).toBe(1000)
  })
})

test('a task that is told to stop ends with the reason and leaves nothing', async () => {
  const { scores } = cohort(2000, 72)
  const path = writeText(testFolder(), 'a.csv', toCsv({ p: scores, y: scores.map((x) => x + 1) }))
  const temporaryFolder = testFolder()
  const abort = new AbortController()
  const asked = evaluateTask(
    {
      task: 'regression',
      path,
      prediction: 'p',
      target: 'y',
      quantiles: [],
      groups: [],
      features: [],
      baseline: null,
    },
    {
      workers: 1,
      memoryMegabytes: 300,
      temporaryFolder,
      signal: abort.signal,
      onProgress: ({ step }) => {
        if (step === 'Adding up') abort.abort(new Error('enough'))
      },
    },
  )
  await expect(asked).rejects.toThrow('enough')
  expect(readdirSync(temporaryFolder)).toEqual([])
})
