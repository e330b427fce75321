/**
 * Which numeric columns of two datasets can be compared together, for the multivariate methods.
 * Convention: a column takes part where it varies in the baseline and at most half of its values
 * are missing on either side; the first fifty that do.
 */

export type LeftOutColumn = { column: string; reason: string }

export type ComparedColumns = {
  columns: string[]
  baseline: Float64Array[]
  current: Float64Array[]
  leftOut: LeftOutColumn[]
}

const mostColumns = 50
const mostMissing = 0.5

/** NaN is a missing value; all columns of a side are of one length. */
export function comparableColumns(
  names: readonly string[],
  sides: { baseline: readonly Float64Array[]; current: readonly Float64Array[] },
): ComparedColumns {
  const found: ComparedColumns = { columns: [], baseline: [], current: [], leftOut: [] }
  for (const [index, column] of names.entries()) {
    const [baseline, current] = [sides.baseline[index]!, sides.current[index]!]
    const reason =
      obstacle(baseline, current) ??
      (found.columns.length === mostColumns ? `at most ${mostColumns} columns take part` : null)
    if (reason !== null) {
      found.leftOut.push({ column, reason })
      continue
    }
    found.columns.push(column)
    found.baseline.push(baseline)
    found.current.push(current)
  }
  return found
}

/** Why a column cannot take part, or null. */
function obstacle(baseline: Float64Array, current: Float64Array): string | null {
  for (const [values, where] of [
    [baseline, 'the baseline'],
    [current, 'the dataset'],
  ] as const) {
    const missing = values.filter(Number.isNaN).length
    if (missing > mostMissing * values.length) {
      return `${Math.round((100 * missing) / values.length)} % of its values in ${where} are missing`
    }
  }
  const first = baseline.find((value) => !Number.isNaN(value))
  const varies = baseline.some((value) => !Number.isNaN(value) && value !== first)
  return varies ? null : 'it does not vary in the baseline'
}
