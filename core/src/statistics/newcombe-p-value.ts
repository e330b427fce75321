/**
 * p-value against "the two proportions differ by no more than the margin": one minus the highest
 * level whose Newcombe interval still lies wholly beyond the margin.
 * Convention: two-sided, so that p < 0.05 says exactly that the 95 % interval lies beyond; a
 * difference within the margin has p = 1; p-values below 1e-12 are given as 1e-12.
 * Source: duality of tests and intervals; R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890.
 * Twin: none as a function; Python: `scipy.optimize.brentq` over the level of `statsmodels`
 * `confint_proportions_2indep(method='newcomb')`.
 */
import { type Share, newcombeInterval } from './newcombe-interval.ts'
import { normalCdf, twoSidedZ } from './normal-distribution.ts'

const leastP = 1e-12

/** `margin` as a difference of proportions, 0 ≤ margin < 1. Throws RangeError otherwise. */
export function newcombePValue(first: Share, second: Share, margin: number = 0): number {
  if (!(margin >= 0 && margin < 1)) throw new RangeError(`margin must lie in [0, 1), got ${margin}`)
  const isBeyond = (p: number) => {
    const { lower, upper } = newcombeInterval(first, second, 1 - p)
    return lower > margin || upper < -margin
  }
  if (isBeyond(leastP)) return leastP
  // The limits move outwards steadily as z grows, so that halving finds the one place they touch.
  let within = twoSidedZ(1 - leastP)
  let beyond = 0
  for (let step = 0; step < 60; step++) {
    const middle = (within + beyond) / 2
    const p = 2 * normalCdf(-middle)
    if (p >= 1) break
    if (isBeyond(p)) beyond = middle
    else within = middle
  }
  return beyond === 0 ? 1 : 2 * normalCdf(-beyond)
}
