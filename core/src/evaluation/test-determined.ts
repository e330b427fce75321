/** Σ coefficient × unknown = value; unknowns are known by name. */
export type Equation = { terms: Record<string, number>; value: number }

/** The sum of some unknowns. */
export function sumOf(names: readonly string[], sign = 1): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, sign]))
}

/**
 * What the equations say of each target, null where they leave it open: by elimination, which shares
 * nothing with the code that it checks.
 */
export function determined(
  equations: readonly Equation[],
  targets: readonly Record<string, number>[],
): (number | null)[] {
  const names = [
    ...new Set([...equations.map(({ terms }) => terms), ...targets].flatMap(Object.keys)),
  ]
  const rowOf = (terms: Record<string, number>, value: number) => [
    ...names.map((name) => terms[name] ?? 0),
    value,
  ]
  const rows: { pivot: number; row: number[] }[] = []
  const reduced = (row: number[]) => {
    for (const { pivot, row: known } of rows) {
      const factor = row[pivot]!
      if (Math.abs(factor) > 1e-9) row = row.map((each, at) => each - factor * known[at]!)
    }
    return row
  }
  const firstOf = (row: number[]) =>
    row.findIndex((each, at) => at < names.length && Math.abs(each) > 1e-9)
  for (const { terms, value } of equations) {
    const row = reduced(rowOf(terms, value))
    const pivot = firstOf(row)
    if (pivot >= 0) rows.push({ pivot, row: row.map((each) => each / row[pivot]!) })
  }
  return targets.map((terms) => {
    const left = reduced(rowOf(terms, 0))
    return firstOf(left) >= 0 ? null : Math.round(-left.at(-1)!)
  })
}
