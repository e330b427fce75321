import { sqlName } from './database.ts'
import { type Dataset, rowColumn } from './dataset.ts'

/**
 * The dataset with an empty column of labels where it has none but its baseline has: predictions
 * whose outcomes are still to come. A name that is in neither file is a mistake, and stays one.
 */
export function withUnknownLabels(
  dataset: Dataset,
  baseline: Dataset | null,
  label: string,
): Dataset {
  const has = ({ columns }: Dataset) => columns.some(({ name }) => name === label)
  if (has(dataset) || baseline === null || !has(baseline)) return dataset
  const near = dataset.columns.some(({ name }) => name.toLowerCase() === label.toLowerCase())
  if (near) return dataset
  const row = dataset.format === 'parquet' ? `, ${rowColumn}` : ''
  return {
    ...dataset,
    relation: `(SELECT *${row}, CAST(NULL AS BOOLEAN) AS ${sqlName(label)} FROM ${dataset.relation})`,
    columns: [...dataset.columns, { name: label, type: 'BOOLEAN', kind: 'boolean' }],
  }
}
