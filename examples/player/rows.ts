import type { OpenedDataset } from '../dataset/open-dataset.ts'
import type { DatasetRow } from '../dataset/dataset-row.ts'
import { collectRows } from '../dataset/dataset-row.ts'
import { predictedAt } from '../dataset/replay.ts'
import type { TimedRow } from './replay-stream.ts'

/** Below this the rows are kept (1 kB each), above it they are read anew for each pass. */
const mostKept = 200_000

export type DatasetRows = {
  total: number
  first: (count: number) => Promise<DatasetRow[]>
  timed: (from: number) => AsyncIterable<TimedRow>
  /** Rows with the outcome. */
  events: number
  sites: string[]
}

export async function openRows(opened: OpenedDataset): Promise<DatasetRows> {
  const { dataset, total } = opened
  const kept = total <= mostKept ? await collectRows(opened.rows()) : null
  async function* all() {
    if (kept === null) yield* opened.rows()
    else yield* kept
  }
  const { events, sites } = await survey(all())
  return {
    total,
    events,
    sites,
    first: async (count) => {
      const rows: DatasetRow[] = []
      for await (const row of all()) {
        if (rows.length === count) break
        rows.push(row)
      }
      return rows
    },
    timed: async function* (from) {
      for await (const row of all()) {
        if (row.index >= from) yield { row, at: predictedAt(row, total, dataset) }
      }
    },
  }
}

async function survey(rows: AsyncIterable<DatasetRow>) {
  let events = 0
  const sites = new Set<string>()
  for await (const row of rows) {
    if (row.label === 1) events += 1
    if (row.site !== null) sites.add(row.site)
  }
  return { events, sites: [...sites].sort() }
}
