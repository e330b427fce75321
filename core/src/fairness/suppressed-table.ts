/**
 * Which cells of a table of counts, shown with its totals, have to be hidden: the small ones, and
 * as many others that no hidden one can be worked out from what is shown.
 * Convention: a reader knows the rule as well, so that a small cell is known to lie in
 * 1…minimum−1, and hidden cells that have only one solution within such limits count as given
 * away. Hidden cells of a line whose total is shown add up to at least the minimum.
 * Source: D. Gusfield, SIAM J. Comput. 17 (1988) 552–571: a hidden cell is safe exactly when it
 * lies on a cycle of the graph of rows and columns that has room to move, L. H. Cox, J. Am. Stat.
 * Assoc. 90 (1995) 1453–1462, for the limits.
 */
import {
  type SmallCellPolicy,
  defaultSmallCellPolicy,
  isSmallCount,
} from './small-cell-suppression.ts'

/** Null is shown; `complementary` protects another cell. */
export type CellMask = 'small' | 'complementary' | null

export type RowMask = { cells: CellMask[]; total: CellMask }

export type TableMask = {
  cells: CellMask[][]
  rowTotals: CellMask[]
  columnTotals: CellMask[]
  total: CellMask
}

/** Counts in one line that are shown with their total. Throws RangeError for what is no count. */
export function suppressRow(
  counts: readonly number[],
  policy: SmallCellPolicy = defaultSmallCellPolicy,
): RowMask {
  const total = counts.reduce((sum, count) => sum + count, 0)
  // One equation ties them all: a single node on each side, joined by an edge per cell.
  const cells = [...counts, total].map((value, index) =>
    tableCell(0, 0, value, index === counts.length ? 1 : 0, policy),
  )
  const mask = protect(cells, policy)
  return { cells: mask.slice(0, -1), total: mask.at(-1)! }
}

/**
 * Counts by row and column that are shown with the totals of both. Throws RangeError for rows of
 * unequal length and for what is no count.
 */
export function suppressTable(
  table: readonly (readonly number[])[],
  policy: SmallCellPolicy = defaultSmallCellPolicy,
): TableMask {
  const withTotals = tableWithTotals(table)
  const height = withTotals.length
  const width = withTotals[0]!.length
  const cells = withTotals.flatMap((line, row) =>
    line.map((value, column) => {
      const sums = Number(row === height - 1) + Number(column === width - 1)
      return tableCell(row, column, value, sums as 0 | 1 | 2, policy)
    }),
  )
  const mask = protect(cells, policy)
  const lines = withTotals.map((_, row) => mask.slice(row * width, (row + 1) * width))
  const totals = lines.at(-1)!
  return {
    cells: lines.slice(0, -1).map((line) => line.slice(0, -1)),
    rowTotals: lines.slice(0, -1).map((line) => line.at(-1)!),
    columnTotals: totals.slice(0, -1),
    total: totals.at(-1)!,
  }
}

/** The table with one more row and column, which hold the totals. */
export function tableWithTotals(table: readonly (readonly number[])[]): number[][] {
  const width = table[0]?.length ?? 0
  if (table.some((row) => row.length !== width)) throw new RangeError('rows of unequal length')
  const rows = table.map((row) => [...row, row.reduce((sum, count) => sum + count, 0)])
  const totals = Array.from({ length: width + 1 }, (_, column) =>
    rows.reduce((sum, row) => sum + row[column]!, 0),
  )
  return [...rows, totals]
}

/**
 * `sums` is 0 for a plain cell, 1 for the total of a line, 2 for that of the table. In every line
 * the values times their signs add up to 0.
 */
type TableCell = {
  row: number
  column: number
  value: number
  sums: 0 | 1 | 2
  sign: 1 | -1
  mask: CellMask
}

function tableCell(
  row: number,
  column: number,
  value: number,
  sums: 0 | 1 | 2,
  policy: SmallCellPolicy,
): TableCell {
  const mask = isSmallCount(value, policy) ? 'small' : null
  return { row, column, value, sums, sign: sums === 1 ? -1 : 1, mask }
}

function protect(cells: TableCell[], policy: SmallCellPolicy): CellMask[] {
  for (;;) {
    // A line with a single hidden cell gives it away: no need to look any further.
    const lonely = linesOfAll(cells).filter((line) => hiddenOf(line).length === 1)
    const next = smallestShown(lonely.flat()) ?? protectorOfExposed(cells, policy)
    if (next === 'none needed') return cells.map(({ mask }) => mask)
    // With all hidden, "small" itself can say too much: ten cells of a total below 11 are all 1.
    if (!next) return cells.map(({ value }) => (value > 0 ? 'complementary' : null))
    next.mask = 'complementary'
  }
}

/** The next cell to hide: in a line of an exposed cell, else anywhere; undefined with none left. */
function protectorOfExposed(cells: TableCell[], policy: SmallCellPolicy) {
  const graph = graphOf(hiddenOf(cells))
  const exposed = hiddenOf(cells).filter((cell) => isExposed(cell, graph, policy))
  if (exposed.length === 0) return 'none needed'
  return smallestShown(exposed.flatMap((cell) => linesOf(cell, cells))) ?? smallestShown(cells)
}

/** Plain cells before totals, as the totals say most about the table. */
function smallestShown(cells: TableCell[]): TableCell | undefined {
  return cells
    .filter(({ mask, value }) => mask === null && value > 0)
    .sort((a, b) => a.sums - b.sums || a.value - b.value)[0]
}

/** The hidden cells by row and by column: an edge per cell, from its row to its column. */
type HiddenGraph = { row: Map<number, TableCell[]>; column: Map<number, TableCell[]> }

function isExposed(cell: TableCell, graph: HiddenGraph, policy: SmallCellPolicy): boolean {
  const lines = [graph.row.get(cell.row)!, graph.column.get(cell.column)!]
  if (lines.some((line) => isSmallTogether(line, policy))) return true
  const canRise = moves(cell, 1, policy) && isReachable('column', cell, graph, policy)
  return !canRise && !(moves(cell, -1, policy) && isReachable('row', cell, graph, policy))
}

// Hidden cells of one sign are what the shown total leaves: their sum is a count of people as well.
function isSmallTogether(hidden: TableCell[], policy: SmallCellPolicy): boolean {
  if (hidden.some(({ sign }) => sign !== hidden[0]!.sign)) return false
  return isSmallCount(
    hidden.reduce((sum, { value }) => sum + value, 0),
    policy,
  )
}

/** Whether sign × value can change by `step` within what a reader knows of the cell. */
function moves({ value, sign, mask }: TableCell, step: 1 | -1, { minimum }: SmallCellPolicy) {
  const moved = value + step * sign
  return mask === 'small' ? moved >= 1 && moved < minimum : moved >= minimum
}

/**
 * Whether a change of a cell can be made good from that end of it along other hidden cells, rising
 * from row to column and falling from column to row, until the other end is reached.
 */
function isReachable(
  end: 'row' | 'column',
  cell: TableCell,
  graph: HiddenGraph,
  policy: SmallCellPolicy,
): boolean {
  const goal = end === 'row' ? 'column' : 'row'
  const seen = { row: new Set<number>(), column: new Set<number>() }
  seen[end].add(cell[end])
  const queue = [{ side: end, index: cell[end] }]
  for (const { side, index } of queue) {
    const opposite = side === 'row' ? 'column' : 'row'
    for (const edge of graph[side].get(index)!) {
      if (edge === cell || !moves(edge, side === 'row' ? 1 : -1, policy)) continue
      const next = edge[opposite]
      if (opposite === goal && next === cell[goal]) return true
      if (seen[opposite].has(next)) continue
      seen[opposite].add(next)
      queue.push({ side: opposite, index: next })
    }
  }
  return false
}

function hiddenOf(cells: TableCell[]): TableCell[] {
  return cells.filter(({ mask }) => mask !== null)
}

function graphOf(cells: TableCell[]): HiddenGraph {
  return {
    row: Map.groupBy(cells, ({ row }) => row),
    column: Map.groupBy(cells, ({ column }) => column),
  }
}

function linesOfAll(cells: TableCell[]): TableCell[][] {
  const { row, column } = graphOf(cells)
  return [...row.values(), ...column.values()]
}

function linesOf(cell: TableCell, cells: TableCell[]): TableCell[] {
  return cells.filter(({ row, column }) => row === cell.row || column === cell.column)
}
