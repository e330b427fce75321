import type { Database } from './database.ts'
import type { Dataset } from './dataset.ts'
import { columnOf } from './dataset.ts'
import { presentText } from './expressions.ts'

/** A text column counts as numbers when nearly all of its values are; the rest are unreadable. */
const numericShare = 0.95

/** The features that hold numbers in every one of the datasets; the others are categories. */
export async function numericFeatures(
  database: Database,
  datasets: readonly Dataset[],
  features: readonly string[],
): Promise<Set<string>> {
  const numeric = new Set(features)
  for (const dataset of datasets) {
    const columns = features.map((name) => columnOf(dataset, name, 'features'))
    const texts = columns.filter(({ kind }) => kind !== 'number')
    for (const { name } of texts.filter(({ kind }) => kind !== 'text')) numeric.delete(name)
    const asked = texts.filter(({ kind }) => kind === 'text')
    if (asked.length === 0) continue
    const shares = asked.map((column, index) => {
      const text = presentText(column)
      return `count(TRY_CAST(${text} AS DOUBLE)) / nullif(count(${text}), 0) AS share_${index}`
    })
    const [found] = await database.ask<Record<string, number | null>>(
      `SELECT ${shares.join(', ')} FROM ${dataset.relation}`,
    )
    asked.forEach(({ name }, index) => {
      if ((found?.[`share_${index}`] ?? 0) < numericShare) numeric.delete(name)
    })
  }
  return numeric
}
