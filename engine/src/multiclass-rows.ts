import type { MulticlassRows } from '@primum/core/evaluation/multiclass-clusters'
import type { Database } from './database.ts'
import type { GroupingSets } from './grouping-sets.ts'
import { numbersOf } from './vectors.ts'

/**
 * Rows with an outcome, whole, for everyone and for each group: statistics of patients need them.
 *
 * @param rows SQL of a relation of a, person, predicted, s0, s1 …, g0, g1 …
 * @param attributes how many values each attribute has
 */
export async function multiclassRows(
  database: Database,
  rows: string,
  sets: GroupingSets,
  { classes, attributes }: { classes: number; attributes: readonly number[] },
): Promise<MulticlassRows[]> {
  const scores = Array.from({ length: classes }, (_, k) => `s${k}`)
  const names = ['a', 'predicted', 'person', ...scores, ...attributes.map((_, i) => `g${i}`)]
  const columns = names.map((): number[] => [])
  const numbered = `SELECT *, dense_rank() OVER (ORDER BY person) AS place FROM ${rows}`
  const asked = names.map((name) => `CAST(${name === 'person' ? 'place' : name} AS DOUBLE)`)
  const result = await database.connection.stream(
    `SELECT ${asked.join(', ')} FROM (${numbered}) WHERE a IS NOT NULL`,
  )
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) break
    for (const [index, column] of columns.entries()) {
      const { values } = numbersOf(chunk, index)
      for (let row = 0; row < chunk.rowCount; row++) column.push(values[row]!)
    }
  }
  const found = sets.segments.map((): number[] => [])
  for (let row = 0; row < columns[0]!.length; row++) {
    found[0]!.push(row)
    let first = 1
    for (const [index, values] of attributes.entries()) {
      found[first + columns[3 + classes + index]![row]!]!.push(row)
      first += values
    }
  }
  return found.map((places) => {
    const of = (column: number) => Float64Array.from(places, (row) => columns[column]![row]!)
    return {
      actual: of(0),
      predicted: of(1),
      patients: of(2),
      scores: scores.map((_, k) => of(3 + k)),
    }
  })
}
