/** The highest position: they are whole numbers from 0 on that a number of JavaScript can hold. */
export const lastPosition = 2 ** 53 - 1

/** Shares of all positions that are looked at, one after the other, until there are enough. */
const shares = [64, 8, 1] as const

/**
 * The rows with the lowest positions, as `ask` gives those up to a position. Of millions of rows only
 * a small share is then sorted; few rows are cheap to ask for again.
 */
export async function drawLowest<Row>(
  limit: number,
  ask: (upTo: number) => Promise<Row[]>,
): Promise<Row[]> {
  let rows: Row[] = []
  for (const share of shares) {
    rows = await ask(Math.floor(lastPosition / share))
    if (rows.length >= limit) break
  }
  return rows
}
