import { z } from 'zod'
import { invalid } from '../errors.ts'

/** Query parameters of every list: how many, and where to go on. */
export const pagingQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
}

/** One page: the items and, where there are more, the cursor that continues behind them. */
export function pageOf<S extends z.ZodType>(item: S, id: string) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() }).meta({ id })
}

function encodeCursor(position: (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** Reads a cursor back; a damaged one is refused rather than read as the start. */
export function decodeCursor(cursor: string, length: number): (string | number)[] {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(position) && position.length === length)
      return position as (string | number)[]
  } catch {
    // Falls through to the refusal below.
  }
  throw invalid('cursor', 'This cursor was not made here.', 'Start again without a cursor.')
}

/** Cuts the one row read beyond the limit and makes the cursor from the last row kept. */
export function toPage<Row, Item>(
  rows: Row[],
  limit: number,
  toItem: (row: Row) => Item,
  positionOf: (row: Row) => (string | number)[],
): { items: Item[]; nextCursor: string | null } {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  const more = rows.length > limit && last !== undefined
  return { items: kept.map(toItem), nextCursor: more ? encodeCursor(positionOf(last)) : null }
}
