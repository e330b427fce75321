import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeDataset } from '../src/describe-dataset.ts'
import { cohort } from './cohort.ts'
import type { Columns } from './dataset-files.ts'
import {
  problemsOf,
  request,
  run,
  testFolder,
  toCsv,
  toNdjson,
  writeParquet,
  writeText,
} from './dataset-files.ts'

const { scores, labels, sexes, ages } = cohort(130_000, 5)
const plain: Columns = { score: scores, label: labels, sex: sexes, age: ages }
// Numbers that are no row numbers, so that taking one for the other would show.
const numbers = ages.map((age, row) => (row * 7 + age) % 9)
const some = (columns: Columns, rows: number): Columns =>
  Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values.slice(0, rows)]))

/** The reader of Parquet calls its own row number `file_row_number`. */
test.each(['file_row_number', 'FILE_Row_number'])(
  'a Parquet file with a column called %s is measured like one without it',
  async (name) => {
    const folder = testFolder()
    const roles = { groups: ['sex'], features: ['age'] }
    const own = { ...plain, [name]: numbers }
    const without = await writeParquet(join(folder, 'plain.parquet'), plain)
    const path = await writeParquet(join(folder, 'own.parquet'), own)
    const baselineName = 'before'
    const expected = await run(request(without, { roles, baseline: without, baselineName }))
    const found = await run(request(path, { roles, baseline: path, baselineName }))
    expect(found.overall.metrics).toEqual(expected.overall.metrics)
    expect(found.groups).toEqual(expected.groups)
    expect(found.drift?.features).toEqual(expected.drift?.features)
  },
  15_000,
)

test.each(['parquet', 'csv', 'ndjson'])(
  'the column itself can play a part (%s)',
  async (format) => {
    const folder = testFolder()
    const file = (name: string) => {
      const columns = { ...some(plain, 4000), [name]: numbers.slice(0, 4000).map(String) }
      const text = format === 'csv' ? toCsv(columns) : toNdjson(columns)
      return format === 'parquet'
        ? writeParquet(join(folder, `${name}.parquet`), columns)
        : writeText(folder, `${name}.${format}`, text)
    }
    const reportOf = async (name: string) => {
      const path = await file(name)
      const roles = { groups: [name], features: [name] }
      return run(request(path, { roles, baseline: path }))
    }
    const expected = await reportOf('ninth')
    const found = await reportOf('file_row_number')
    expect(found.groups.map(({ n }) => n)).toEqual(expected.groups.map(({ n }) => n))
    expect(found.groups.map(({ metrics }) => metrics)).toEqual(
      expected.groups.map(({ metrics }) => metrics),
    )
    const { columns } = await describeDataset(await file('file_row_number'), {
      threads: 1,
      memoryMegabytes: 200,
    })
    expect(columns.map(({ name, distinct }) => [name, distinct])).toContainEqual([
      'file_row_number',
      9,
    ])
  },
)

test('rows are still named by their place in the file', async () => {
  const columns = some(plain, 50)
  const label = columns['label']!.map((each, row) => (row === 16 ? 7 : each))
  const bad = { ...columns, label, file_row_number: numbers.slice(0, 50) }
  const path = await writeParquet(join(testFolder(), 'bad.parquet'), bad)
  const problems = await problemsOf(request(path))
  expect(problems).toMatchObject([{ code: 'bad-label', row: 17 }])
  const missing = await problemsOf(request(path, { roles: { score: 'risk' } }))
  expect(missing[0]!.remedy).toContain('file_row_number')
})
