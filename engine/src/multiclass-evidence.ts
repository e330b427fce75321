import type { MulticlassEvidence } from '@primum/core/evaluation/multiclass-report'
import type { GroupValues } from '@primum/core/evaluation/scored-piece'
import type { ClassScores } from '@primum/core/statistics/multiclass-auroc'
import { type Database, sqlNumber, sqlText } from './database.ts'
import type { Dataset, DatasetColumn } from './dataset.ts'
import { numberExpression, presentText } from './expressions.ts'
import { type GroupingSets, groupingSets } from './grouping-sets.ts'
import { multiclassRows } from './multiclass-rows.ts'
import { numbersOf } from './vectors.ts'

export type MulticlassColumns = {
  classes: readonly { category: string; column: string }[]
  label: string
  attributes: readonly GroupValues[]
  /** bins of equal width that all scores are rounded to; null keeps each distinct score apart */
  bins: { from: number; to: number } | null
  /** told apart where distinct scores are */
  patient?: string
}

const scoreBins = 65_536

/** SQL of the class a row has: its place among the classes, NULL unknown, −1 for any other. */
export function actualClass(label: DatasetColumn, categories: readonly string[]): string {
  const text = labelText(label)
  const listed = categories.map(sqlText).join(', ')
  return `CASE WHEN ${text} IS NULL THEN NULL ELSE coalesce(list_position([${listed}], ${text}), 0) - 1 END`
}

/** A class that is a whole number is called so, however the column stores it. */
function labelText(label: DatasetColumn): string {
  const text = presentText(label)
  if (label.kind !== 'number') return text
  const whole = `TRY_CAST(${numberExpression(label)} AS BIGINT)`
  return `CASE WHEN ${whole} = ${numberExpression(label)} THEN CAST(${whole} AS VARCHAR) ELSE ${text} END`
}

/** Counts of everyone and of each group; rows that lack a score of some class take no part. */
export async function multiclassEvidence(
  database: Database,
  dataset: Dataset,
  columns: ReadonlyMap<string, DatasetColumn>,
  what: MulticlassColumns,
): Promise<MulticlassEvidence[]> {
  const sets = groupingSets(what.attributes, columns)
  const rows = scoredRows(dataset, columns, what, sets)
  const categories = what.classes.map(({ category }) => category)
  const tables = await crossTables(database, rows, sets, what.classes.length)
  const scores = await classScoresBySegment(database, rows, sets, what)
  const size = {
    classes: categories.length,
    attributes: what.attributes.map((it) => it.values.length),
  }
  const whole =
    what.patient === undefined || what.bins !== null
      ? null
      : await multiclassRows(database, predictedRows(rows, categories.length), sets, size)
  return sets.segments.map((segment, index) => {
    const { n, counts } = tables[index]!
    const table = { categories, counts }
    return { segment, n, table, scores: scores[index]!, rows: whole?.[index] ?? null }
  })
}

/** SQL of the rows that have a score of every class: person, a, s0, s1 …, g0, g1 … */
function scoredRows(
  dataset: Dataset,
  columns: ReadonlyMap<string, DatasetColumn>,
  { classes, label, patient }: MulticlassColumns,
  sets: GroupingSets,
): string {
  const categories = classes.map(({ category }) => category)
  const scores = classes.map(
    ({ column }, k) => `${numberExpression(columns.get(column)!)} AS s${k}`,
  )
  const usable = classes.map((_, k) => `isfinite(s${k})`).join(' AND ')
  // A row that names no patient stands for itself.
  const person =
    patient === undefined
      ? 'NULL'
      : `coalesce('patient ' || ${presentText(columns.get(patient)!)}, 'row ' || row_number() OVER ())`
  return `(SELECT * FROM (SELECT ${person} AS person, ${actualClass(columns.get(label)!, categories)} AS a,
    ${scores.join(', ')}${sets.codes} FROM ${dataset.relation}) WHERE ${usable})`
}

type Table = { n: number; counts: Float64Array[] }

async function crossTables(
  database: Database,
  rows: string,
  sets: GroupingSets,
  size: number,
): Promise<Table[]> {
  const tables = sets.segments.map((): Table => ({
    n: 0,
    counts: Array.from({ length: size }, () => new Float64Array(size)),
  }))
  const found = await database.ask<{
    segment: number
    a: number | null
    predicted: number
    n: number
  }>(`
    SELECT ${sets.segment} AS segment, a, predicted, count(*) AS n
    FROM ${predictedRows(rows, size)}
    ${sets.groupBy(['a', 'predicted'])}`)
  for (const { segment, a, predicted, n } of found) {
    const table = tables[segment]!
    table.n += n
    if (a !== null) table.counts[a]![predicted]! += n
  }
  return tables
}

/** The rows with the class of their highest score; of equal ones the class named first. */
function predictedRows(rows: string, size: number): string {
  const scores = Array.from({ length: size }, (_, k) => `s${k}`)
  const cases = scores.map((score, k) => `WHEN ${score} = highest THEN ${k}`)
  return `(SELECT *, CASE ${cases.join(' ')} END AS predicted
    FROM (SELECT *, greatest(${scores.join(', ')}) AS highest FROM ${rows}))`
}

/** One reading for each class, sorted by the database; what comes back is counts by score. */
async function classScoresBySegment(
  database: Database,
  rows: string,
  sets: GroupingSets,
  { classes, bins }: MulticlassColumns,
): Promise<ClassScores[][]> {
  const found = sets.segments.map((): ClassScores[] => [])
  for (const [k, { category }] of classes.entries()) {
    const result = await database.connection.stream(`
      SELECT CAST(segment AS DOUBLE), s, CAST(p AS DOUBLE), CAST(n - p AS DOUBLE) FROM (
        SELECT ${sets.segment} AS segment, s, count_if(a = ${k}) AS p, count(*) AS n
        FROM (SELECT *, ${binned(`s${k}`, bins)} AS s FROM ${rows} WHERE a IS NOT NULL)
        ${sets.groupBy(['s'])}) ORDER BY segment, s`)
    const lists = sets.segments.map(() => ({
      scores: [] as number[],
      positives: [] as number[],
      negatives: [] as number[],
    }))
    for (;;) {
      const chunk = await result.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) break
      const [segments, scores, positives, negatives] = [0, 1, 2, 3].map(
        (column) => numbersOf(chunk, column).values,
      )
      for (let row = 0; row < chunk.rowCount; row++) {
        const list = lists[segments![row]!]!
        list.scores.push(scores![row]!)
        list.positives.push(positives![row]!)
        list.negatives.push(negatives![row]!)
      }
    }
    lists.forEach((counts, segment) => found[segment]!.push({ category, counts }))
  }
  return found
}

/** Adding 0 turns −0 into 0; a bin is known by its middle, the same one for every class. */
function binned(score: string, bins: MulticlassColumns['bins']): string {
  if (bins === null || !(bins.to > bins.from)) return `${score} + 0`
  const width = (bins.to - bins.from) / scoreBins
  const place = `floor((${score} - ${sqlNumber(bins.from)}) / ${sqlNumber(width)})`
  return `${sqlNumber(bins.from)} + (${place} + 0.5) * ${sqlNumber(width)}`
}
