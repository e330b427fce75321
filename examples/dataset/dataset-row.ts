/** One prediction with what became of it: the same shape whether it was read or simulated. */
export type DatasetRow = {
  /** The prediction's own id (an encounter), unique in the dataset. */
  id: string
  /** 0-based position in the order of replay. */
  index: number
  /** When the prediction was made (ISO 8601, UTC), where the source knows it. */
  time: string | null
  patient: string
  /** Predicted risk in [0, 1]. */
  score: number
  /** 1 the outcome happened within the horizon, 0 it did not, null nobody knows. */
  label: 0 | 1 | null
  /** Days from prediction to outcome, for label 1, where the source knows it. */
  outcomeDelayDays: number | null
  site: string | null
  groups: Record<string, string | null>
  features: Record<string, number | string | null>
}

/** Holds all rows in memory: about 1 kB each with a dozen features. */
export async function collectRows(rows: AsyncIterable<DatasetRow>): Promise<DatasetRow[]> {
  const collected: DatasetRow[] = []
  for await (const row of rows) collected.push(row)
  return collected
}
