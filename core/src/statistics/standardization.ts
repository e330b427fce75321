/**
 * Columns brought to mean 0 and deviation 1 as their baseline has them, so that no unit outweighs
 * another.
 * Convention: NaN is a missing value; it is replaced by the baseline mean, which is 0 here, and
 * counted. Mean of the values present; deviation with divisor n over all rows, the replaced ones
 * among them. Standardised values end at ±10, so that one absurd value does not outweigh all others;
 * one in the baseline still inflates its deviation, so give known sentinels as missing. A column
 * that does not vary in the baseline has no scale and is left out, by name.
 * Source and twin: Python `sklearn.impute.SimpleImputer` followed by `StandardScaler`; R `scale`
 * (which divides by n−1).
 */

/** Numeric features by column, all of the same length; NaN where a value is missing. */
export type Columns = readonly ArrayLike<number>[]

/** `used` lists the indices of the columns that vary; means and deviations are those of `used`. */
export type Standardization = {
  columnCount: number
  used: number[]
  means: Float64Array
  deviations: Float64Array
}

/** Limit on columns of the multivariate methods: beyond it their cost and their noise run away. */
const maximumColumns = 50

const farthest = 10

/** Throws RangeError for unequal columns, an infinite value or more than 50 columns. */
export function standardization(baseline: Columns): Standardization {
  const rows = rowCount(baseline)
  const used: number[] = []
  const means: number[] = []
  const deviations: number[] = []
  for (const [index, column] of baseline.entries()) {
    const mean = meanOf(column)
    if (mean === null) continue
    let squares = 0
    for (let i = 0; i < rows; i++) {
      if (!Number.isNaN(column[i]!)) squares += (column[i]! - mean) ** 2
    }
    const deviation = Math.sqrt(squares / rows)
    // What rounding leaves over in a constant column is no variation.
    if (!(deviation > 1e-12 * Math.abs(mean)) || !(deviation < Infinity)) continue
    used.push(index)
    means.push(mean)
    deviations.push(deviation)
  }
  return {
    columnCount: baseline.length,
    used,
    means: Float64Array.from(means),
    deviations: Float64Array.from(deviations),
  }
}

/** Rows one after the other over the used columns, and how many of their values were missing. */
export function standardizedRows(
  columns: Columns,
  scale: Standardization,
): { rows: number; values: Float64Array; imputed: number } {
  if (columns.length !== scale.columnCount) {
    throw new RangeError(`${columns.length} columns, the baseline has ${scale.columnCount}`)
  }
  const rows = rowCount(columns)
  const width = scale.used.length
  const values = new Float64Array(rows * width)
  let imputed = 0
  for (let j = 0; j < width; j++) {
    const column = columns[scale.used[j]!]!
    const [mean, deviation] = [scale.means[j]!, scale.deviations[j]!]
    for (let i = 0; i < rows; i++) {
      if (Number.isNaN(column[i]!)) imputed++
      else values[i * width + j] = standardizedValue(column[i]!, mean, deviation)
    }
  }
  return { rows, values, imputed }
}

/** One value that is not missing, as its column is brought to scale. */
export function standardizedValue(value: number, mean: number, deviation: number): number {
  return Math.max(-farthest, Math.min(farthest, (value - mean) / deviation))
}

function meanOf(column: ArrayLike<number>): number | null {
  let sum = 0
  let present = 0
  for (let i = 0; i < column.length; i++) {
    if (Number.isNaN(column[i]!)) continue
    sum += column[i]!
    present++
  }
  return present === 0 ? null : sum / present
}

function rowCount(columns: Columns): number {
  if (columns.length > maximumColumns) {
    throw new RangeError(`${columns.length} columns, at most ${maximumColumns}`)
  }
  const rows = columns[0]?.length ?? 0
  for (const [index, column] of columns.entries()) {
    if (column.length !== rows) throw new RangeError(`column ${index} has ${column.length} rows`)
    for (let i = 0; i < rows; i++) {
      const value = column[i]!
      if (value === Infinity || value === -Infinity) {
        throw new RangeError(`column ${index}, row ${i} is ${value}`)
      }
    }
  }
  return rows
}
