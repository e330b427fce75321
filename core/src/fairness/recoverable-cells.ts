/**
 * Which hidden cells of a published table its totals give away: those with one value in every
 * solution of the linear equations. It shares nothing with suppressed-table.ts, which it checks.
 */
export type RecoveredCell = { row: number; column: number; value: number }

/**
 * `shown` is the table as published, null where hidden: the last column holds the totals of the
 * rows, the last row those of the columns. A single row has no column totals. Throws RangeError
 * for rows of unequal length.
 */
export function recoverableCells(shown: readonly (readonly (number | null)[])[]): RecoveredCell[] {
  const width = shown[0]?.length ?? 0
  if (shown.some((row) => row.length !== width)) throw new RangeError('rows of unequal length')
  const unknowns: { row: number; column: number }[] = []
  shown.forEach((line, row) =>
    line.forEach((value, column) => value === null && unknowns.push({ row, column })),
  )
  const reduced = reduce(equations(shown, unknowns), unknowns.length)
  return reduced.flatMap((equation) => {
    const involved = unknowns.filter((_, index) => isNonZero(equation[index]!))
    if (involved.length !== 1) return []
    const value = Math.round(equation[unknowns.length]!)
    return [{ row: involved[0]!.row, column: involved[0]!.column, value }]
  })
}

/** One equation per line: a coefficient per unknown, then the right-hand side. */
function equations(
  shown: readonly (readonly (number | null)[])[],
  unknowns: readonly { row: number; column: number }[],
): number[][] {
  const height = shown.length
  const width = shown[0]?.length ?? 0
  const line = (cells: { row: number; column: number; sign: number }[]) => {
    const equation = Array.from({ length: unknowns.length + 1 }, () => 0)
    for (const { row, column, sign } of cells) {
      const value = shown[row]![column]!
      const index = unknowns.findIndex((u) => u.row === row && u.column === column)
      if (index >= 0) equation[index] = sign
      else equation[unknowns.length]! -= sign * value
    }
    return equation
  }
  const across = shown.map((cells, row) =>
    line(cells.map((_, column) => ({ row, column, sign: column === width - 1 ? -1 : 1 }))),
  )
  if (height < 2) return across
  const down = shown[0]!.map((_, column) =>
    line(shown.map((__, row) => ({ row, column, sign: row === height - 1 ? -1 : 1 }))),
  )
  return [...across, ...down]
}

/** Gauss–Jordan elimination to the reduced row echelon form, zero rows dropped. */
function reduce(matrix: number[][], unknowns: number): number[][] {
  const rows = matrix.map((row) => [...row])
  let rank = 0
  for (let column = 0; column < unknowns && rank < rows.length; column++) {
    const pivot = rows.findIndex((row, index) => index >= rank && isNonZero(row[column]!))
    if (pivot < 0) continue
    const chosen = rows[pivot]!
    rows[pivot] = rows[rank]!
    rows[rank] = chosen.map((entry) => entry / chosen[column]!)
    rows.forEach((row, index) => {
      const factor = row[column]!
      if (index === rank || !isNonZero(factor)) return
      rows[index] = row.map((entry, at) => entry - factor * rows[rank]![at]!)
    })
    rank++
  }
  return rows.slice(0, rank)
}

// Coefficients stay -1, 0 or 1, so that half a unit tells zero from non-zero without doubt.
function isNonZero(coefficient: number): boolean {
  return Math.abs(coefficient) > 0.5
}
