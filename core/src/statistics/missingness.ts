/**
 * Share of values that are missing.
 * Convention: the caller says what counts as missing (null, NaN, unparsable) and counts it in
 * `total` too; no rows at all is `undefined`, because silence is not completeness.
 * Source: D. B. Rubin, Biometrika 63 (1976) 581–592 for keeping missingness as data of its own.
 * Twin: R `mean(is.na(x))`; Python `pandas.Series.isna().mean()`, interval as in proportion.ts.
 */
import type { Estimate, EstimateOptions } from './estimate.ts'
import { proportion } from './proportion.ts'

/** `missing` of `total` values. Throws RangeError unless 0 ≤ missing ≤ total, whole numbers. */
export function missingness(
  values: { missing: number; total: number },
  options: EstimateOptions = {},
): Estimate {
  const { missing, total } = values
  return proportion({ method: 'missingness', count: missing, total, unit: 'values' }, options)
}
