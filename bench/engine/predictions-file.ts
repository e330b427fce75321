import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

/** The numeric columns that drift is measured on: the score and ten features. */
export const numericColumns = ['score', ...Array.from({ length: 10 }, (_, k) => `f${k}`)]

const cache = join(import.meta.dirname, '../../.cache/bench')

/**
 * A Parquet file of made-up predictions, the same each time it is made, and kept: every number
 * follows from the row's own, so that threads change nothing. `drift` moves each feature a little
 * further than the one before.
 */
export async function predictionsFile(rows: number, drift: number): Promise<string> {
  const file = join(cache, `predictions-${rows}-${drift}.parquet`)
  if (existsSync(file)) return file
  mkdirSync(cache, { recursive: true })
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB' })
  const connection = await instance.connect()
  // Box and Muller, from two hashes of the row and of what the number is for.
  const uniform = (use: number) => `((hash(i * 64 + ${use}) >> 11) + 0.5) / 9007199254740992.0`
  const normal = (use: number) =>
    `sqrt(-2 * ln(${uniform(2 * use)})) * cos(2 * pi() * ${uniform(2 * use + 1)})`
  const features = numericColumns
    .slice(1)
    .map((name, k) => `${normal(k + 2)} + ${(drift * k) / 20} AS ${name}`)
  await connection.run(`
    COPY (SELECT score, CASE WHEN u < score THEN 1 ELSE 0 END AS label, grp,
        ${numericColumns.slice(1).join(', ')}
      FROM (SELECT 1 / (1 + exp(1.5 - ${normal(0)})) AS score, ${uniform(60)} AS u,
        'g' || CAST(floor(${uniform(61)} * 7) AS INTEGER) AS grp, ${features.join(', ')}
        FROM range(${rows}) AS rows (i)))
    TO '${file}.part' (FORMAT parquet, COMPRESSION zstd)`)
  connection.closeSync()
  instance.closeSync()
  renameSync(`${file}.part`, file)
  return file
}
