import { wordEdits } from '@primum/core/statistics/edit-distance'
import type { Finding, Review } from '@primum/core/statistics/review-rates'
import type { Database } from './database.ts'
import { type Dataset, type DatasetColumn, columnSql } from './dataset.ts'
import { labelExpression, numberExpression, presentText } from './expressions.ts'
import { type FindingColumn, type ReviewRequest, findingColumns } from './task-request.ts'

/** Reviews as they were read, each with the group values of its row. */
export type ReadReviews = {
  reviews: (Review & { groups: string[] })[]
  /** rows that name no reviewer or no item */
  unusable: number
  /** normalised word distance of each item with both texts, from the first row that has them */
  distances: Map<string, number> | null
  /** items whose texts are too long to be compared */
  tooLong: Set<string>
  /** whom each item is about, from the first row that says so; null where no column does */
  patients: Map<string, string> | null
  /** items that stand for a patient of their own */
  withoutPatient: Set<string>
}

/** All reviews in memory, their texts one chunk at a time. */
export async function readReviews(
  database: Database,
  dataset: Dataset,
  columns: ReadonlyMap<string, DatasetColumn>,
  request: ReviewRequest,
): Promise<ReadReviews> {
  const column = (name: string) => columns.get(name)!
  const finding = (name: FindingColumn) => {
    const given = request.findings[name]
    return given === undefined ? 'NULL' : `CAST(${labelExpression(column(given))} AS INTEGER)`
  }
  const text = (name: string | undefined) =>
    name === undefined ? 'NULL' : `CAST(${columnSql(column(name))} AS VARCHAR)`
  const { rating, texts, groups, patient } = request
  const asked = [
    presentText(column(request.rater)),
    presentText(column(request.item)),
    rating === undefined ? 'NULL' : `CAST(${numberExpression(column(rating))} AS INTEGER)`,
    ...findingColumns.map(finding),
    text(texts?.draft),
    text(texts?.signed),
    patient === undefined ? 'NULL' : presentText(column(patient)),
    ...groups.map((name) => `coalesce(${presentText(column(name))}, 'unknown')`),
  ]
  const found: ReadReviews = {
    reviews: [],
    unusable: 0,
    distances: texts === undefined ? null : new Map<string, number>(),
    tooLong: new Set(),
    patients: patient === undefined ? null : new Map<string, string>(),
    withoutPatient: new Set(),
  }
  const result = await database.connection.stream(
    `SELECT ${asked.join(', ')} FROM ${dataset.relation}`,
  )
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return withEveryPatient(found)
    for (const row of chunk.getRows()) addRow(found, row)
  }
}

const firstFinding = 3

function addRow(found: ReadReviews, row: readonly unknown[]): void {
  const [reviewer, item, rating] = row
  if (typeof reviewer !== 'string' || typeof item !== 'string') {
    found.unusable++
    return
  }
  const marks = findingColumns.map((name, index): [string, Finding] => [
    name,
    row[firstFinding + index] as Finding,
  ])
  const afterFindings = firstFinding + findingColumns.length
  const [draft, signed, patient, ...groups] = row.slice(afterFindings)
  found.reviews.push({
    reviewer,
    item,
    rating: rating as Review['rating'],
    ...(Object.fromEntries(marks) as Record<FindingColumn, Finding>),
    groups: groups as string[],
  })
  if (typeof patient === 'string' && found.patients?.has(item) === false) {
    found.patients.set(item, `patient ${patient}`)
  }
  if (found.distances === null || found.distances.has(item) || found.tooLong.has(item)) return
  if (typeof draft !== 'string' || typeof signed !== 'string') return
  try {
    const { normalized } = wordEdits(draft, signed)
    if (normalized !== null) found.distances.set(item, normalized)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    found.tooLong.add(item)
  }
}

/** An item that names no patient is about somebody of its own. */
function withEveryPatient(found: ReadReviews): ReadReviews {
  const { patients, reviews, withoutPatient } = found
  if (patients === null) return found
  for (const { item } of reviews) {
    if (patients.has(item)) continue
    patients.set(item, `item ${item}`)
    withoutPatient.add(item)
  }
  return found
}
