/**
 * Adjusted p-values that bound the false discovery rate: of the features called drifted at
 * adjusted p ≤ q, at most the share q is expected to be called so wrongly.
 * Convention: the step-up procedure, valid for independent and positively dependent tests. A test
 * without a p-value is no test: it stays null and does not count among the tests.
 * Source: Y. Benjamini and Y. Hochberg, J. R. Stat. Soc. B 57 (1995) 289–300.
 * Twin: R `p.adjust(p, "BH")`; Python `statsmodels.stats.multitest.multipletests(p,
 * method='fdr_bh')`.
 */

/** In the order given. Throws RangeError for a p-value outside [0, 1]. */
export function benjaminiHochberg(pValues: readonly (number | null)[]): (number | null)[] {
  const tests: { index: number; p: number }[] = []
  for (const [index, p] of pValues.entries()) {
    if (p === null) continue
    if (!(p >= 0 && p <= 1)) throw new RangeError(`p-value at index ${index} is ${p}`)
    tests.push({ index, p })
  }
  const adjusted: (number | null)[] = pValues.map(() => null)
  let smallest = 1
  for (const [place, { index, p }] of tests.toSorted((a, b) => b.p - a.p).entries()) {
    // The factor is at least 1, so rounding cannot take the result below p.
    smallest = Math.min(smallest, p * (tests.length / (tests.length - place)))
    adjusted[index] = smallest
  }
  return adjusted
}
