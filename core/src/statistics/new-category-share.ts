/**
 * Share of values whose category the baseline does not know: a new code, a renamed unit, a typing
 * error. It is a matter of data quality, told apart from drift among the known categories.
 * Convention: missing values are neither new nor in the total, they are counted by missingness.ts;
 * no values at all is `undefined`.
 * Source: E. Breck et al., Data Validation for Machine Learning, MLSys (2019), for the check.
 * Twin: Python `(~pandas.Series(x).isin(known)).mean()`, interval as in proportion.ts.
 */
import type { Estimate, EstimateOptions } from './estimate.ts'
import { proportion } from './proportion.ts'

/** `newValues` of `total` values. Throws RangeError unless 0 ≤ newValues ≤ total, whole numbers. */
export function newCategoryShare(
  values: { newValues: number; total: number },
  options: EstimateOptions = {},
): Estimate {
  const { newValues, total } = values
  const method = 'share of values in new categories'
  return proportion({ method, count: newValues, total, unit: 'values' }, options)
}
