import { emptyCells } from '@primum/core/evaluation/column-cells'
import { countInSteps, countStored, eachOwnChunk } from './count-stored.ts'
import { edgesOfSample } from './edges-of-sample.ts'
import { eachNumbers } from './stored-chunk.ts'
import type { StoredColumn } from './stored-columns.ts'

/** Edges of a column's cells, and all of its rows counted in them. */
export type BaselineColumn = { edges: number[]; counts: Uint32Array }

/** Memory of one column after another: fresh memory costs as much as counting does. */
export type ColumnRoom = { values: Float64Array; valid: Uint8Array; sample: Float64Array }

export function emptyColumnRoom(): ColumnRoom {
  return {
    values: new Float64Array(0),
    valid: new Uint8Array(0),
    sample: new Float64Array(0),
  }
}

/** So many numbers are kept between finding the edges and counting; more are read once again. */
const keptRows = 2_000_000
const whole = { index: 0, of: 1 }

/** The cells of a column of numbers of a baseline, from every `every`th of its rows. */
export async function baselineColumn(
  column: StoredColumn,
  every: number,
  room: ColumnRoom,
  signal: AbortSignal | undefined,
): Promise<BaselineColumn> {
  const rows = column.chunks.reduce((sum, chunk) => sum + chunk.rows, 0)
  const kept = rows > keptRows ? null : roomFor(room, rows)
  const most = Math.ceil(rows / every)
  if (room.sample.length < most) room.sample = new Float64Array(most)
  const { sample } = room
  let length = 0
  let complete = true
  await eachOwnChunk([column], whole, signal, ({ file, room: pages, chunk }) => {
    eachNumbers(file, column, chunk, pages, ({ values, valid }, count, row) => {
      const from = chunk.firstRow + row
      for (let i = (every - (from % every)) % every; i < count; i += every) {
        const value = values[i]!
        if ((valid === null || valid[i] === 1) && Number.isFinite(value)) sample[length++] = value
      }
      if (valid !== null) complete = false
      if (kept === null) return
      kept.values.set(values, from)
      if (valid === null) kept.valid.fill(1, from, from + count)
      else kept.valid.set(valid, from)
    })
  })
  const edges = edgesOfSample(sample.subarray(0, length))
  const cells = emptyCells({ name: '', kind: 'numeric', offset: 0, edges, listed: [] })
  if (kept !== null) {
    countInSteps(cells, { values: kept.values, valid: complete ? null : kept.valid }, rows)
  } else await countStored([{ feature: { column, codes: null }, cells }], whole, signal, () => {})
  return { edges, counts: cells.counts }
}

function roomFor(room: ColumnRoom, rows: number): ColumnRoom {
  if (room.values.length < rows) {
    room.values = new Float64Array(rows)
    room.valid = new Uint8Array(rows)
  }
  return room
}
