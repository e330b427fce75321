import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { FileDataset } from './dataset.ts'
import { rowOf } from './dataset-cells.ts'
import { DatasetError } from './dataset-error.ts'
import { datasetQuery, oddEventQuery, surveyQuery } from './dataset-query.ts'
import type { DatasetRow } from './dataset-row.ts'
import { checkColumns, openSource } from './source-columns.ts'
import type { Source } from './source-columns.ts'

type Sources = { predictions: Source; events: Source | undefined; total: number }

/**
 * Streams the rows of a mapped data set in their order. Throws `DatasetError` where the mapping and
 * the files disagree, or a row cannot be read. DuckDB sorts, so memory stays far below the file's.
 */
export async function* readDataset(
  folder: string,
  dataset: FileDataset,
): AsyncGenerator<DatasetRow, void, undefined> {
  const { connection, close } = await open()
  try {
    const { predictions, events } = await prepare(connection, folder, dataset)
    const { sql, names } = datasetQuery(dataset, predictions, events)
    const positions = new Map(names.map((name, position) => [name, position]))
    const result = await connection.stream(sql)
    let index = 0
    for await (const chunk of result) {
      // getColumns tests each value's validity; the raw vectors hold garbage under NULL.
      const values = chunk.getColumns()
      for (let at = 0; at < chunk.rowCount; at++) {
        const cell = (name: string) => values[positions.get(name) ?? -1]?.[at] ?? null
        yield rowOf(dataset, cell, index++)
      }
    }
  } finally {
    close()
  }
}

/** How many rows `readDataset` will give. Checks mapping and files as it does. */
export async function countDataset(folder: string, dataset: FileDataset): Promise<number> {
  const { connection, close } = await open()
  try {
    return (await prepare(connection, folder, dataset)).total
  } finally {
    close()
  }
}

async function open() {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' })
  const connection = await instance.connect()
  await connection.run(`SET TimeZone = 'UTC'`)
  const close = () => {
    connection.closeSync()
    instance.closeSync()
  }
  return { connection, close }
}

async function prepare(
  connection: DuckDBConnection,
  folder: string,
  dataset: FileDataset,
): Promise<Sources> {
  const { files, columns } = dataset
  const predictions = await openSource(connection, folder, 'files.predictions', files.predictions)
  const events =
    files.events === undefined
      ? undefined
      : await openSource(connection, folder, 'files.events', files.events)
  checkColumns(dataset, predictions, events)

  const survey = await first(connection, surveyQuery(dataset, predictions, events))
  const [total = 0, matched = 0, repeated = null] = survey
  const refuse = (field: string, problem: string, remedy: string, row?: number): never => {
    const place = row === undefined ? {} : { row }
    throw new DatasetError(dataset.name, [{ field, problem, remedy, ...place }])
  }
  if (total === 0) refuse('files.predictions', 'has no rows', 'Export the predictions again')
  if (repeated !== null) {
    const problem = `"${String(repeated)}" in ${columns.id} is the id of more than one row`
    refuse('columns.id', problem, 'Name a column that is unique per prediction')
  }
  if (matched === 0) {
    const problem = `no event of ${files.events} belongs to any prediction`
    refuse('columns.label.events', problem, 'Check join and type against the file')
  }
  const oddQuery = events === undefined ? null : oddEventQuery(dataset, events)
  const odd = oddQuery === null ? [] : await first(connection, oddQuery)
  if (odd.length > 0) {
    const problem = `"${String(odd[1])}" in ${files.events} is neither 1 nor 0`
    refuse('columns.label.events.value', problem, 'Correct the event', Number(odd[0]))
  }
  return { predictions, events, total: Number(total) }
}

async function first(connection: DuckDBConnection, sql: string) {
  return (await connection.runAndReadAll(sql)).getRows()[0] ?? []
}
