import type { Dataset } from './dataset.ts'
import type { DatasetRow } from './dataset-row.ts'

const day = 86_400_000

/** When a row is predicted: its recorded time, or its even place in the replayed period. */
export function predictedAt(row: DatasetRow, total: number, { replay }: Dataset): Date {
  if (replay !== undefined) {
    const start = Date.parse(`${replay.start}T00:00:00Z`)
    return new Date(start + Math.floor((replay.days * day * row.index) / total))
  }
  if (row.time === null) throw new Error(`row ${row.id} has no time, and the data set no replay`)
  return new Date(row.time)
}

/**
 * When a row's outcome becomes known; null where it never does. A negative is known only when the
 * window has closed, a positive when it happens, unless the recorded delays are not to be trusted.
 */
export function outcomeKnownAt(row: DatasetRow, predicted: Date, dataset: Dataset): Date | null {
  if (row.label === null) return null
  const trusted = row.label === 1 && dataset.replay?.outcomes !== 'at-horizon'
  const days = trusted ? (row.outcomeDelayDays ?? dataset.horizonDays) : dataset.horizonDays
  return new Date(predicted.getTime() + Math.round(days * day))
}

/** How many rows, the first in order, make up the baseline. */
export function baselineSize(total: number, { baseline }: Dataset): number {
  return Math.max(1, Math.floor(total * baseline.fraction))
}
