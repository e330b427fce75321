/**
 * How many people an external validation needs so that its intervals come out as narrow as asked.
 * Convention: two-sided intervals at `level`; each statistic gives its own least n, rounded up, and
 * the largest of them is the answer. AUROC by the variance of Hanley and McNeil (1982) with n·φ
 * events, the least n whose interval is no wider than asked; sensitivity and specificity by the
 * Wald half-width over those with and without the outcome (Buderer 1996); observed:expected on the
 * log scale around 1; the calibration slope from the expected information of a logistic model whose
 * linear predictor is normal (Riley et al. 2021), where slope 1 and intercept 0 hold.
 * Source: R. D. Riley et al., Stat. Med. 40 (2021) 4230–4251; N. M. F. Buderer, Acad. Emerg. Med. 3
 * (1996) 895–900; J. A. Hanley and B. J. McNeil, Radiology 143 (1982) 29–36.
 * Twin: the formulas in NumPy with `scipy.stats.norm`, the integrals by `scipy.integrate.quad`; R
 * package pmvalsampsize computes the same quantities, AUROC with another variance.
 */
import { twoSidedZ } from '../statistics/normal-distribution.ts'

/** What is asked of each interval: the full width, or the half-width of a rate. */
export type RequiredPrecision = {
  /** expected share of people with the outcome */
  prevalence: number
  level?: number
  auroc?: { expected: number; width: number }
  sensitivity?: { expected: number; halfWidth: number }
  specificity?: { expected: number; halfWidth: number }
  observedExpectedRatio?: { width: number }
  /** mean and standard deviation of the log odds that the model is expected to give */
  calibrationSlope?: { width: number; linearPredictor: { mean: number; standardDeviation: number } }
}

export type PrecisionTarget =
  | 'auroc'
  | 'sensitivity'
  | 'specificity'
  | 'observed-expected-ratio'
  | 'calibration-slope'

export type SampleSize = {
  /** people, people with the outcome, people without it */
  n: number
  events: number
  nonEvents: number
  /** which target asked for the most */
  decidedBy: PrecisionTarget
  /** n of each target, in the order above */
  targets: { target: PrecisionTarget; n: number; events: number }[]
}

/** Least sample for every precision asked. Throws RangeError outside the ranges, or where none is asked. */
export function sampleSize(required: RequiredPrecision): SampleSize {
  const { prevalence } = required
  requireInside(prevalence, 'prevalence')
  const z = twoSidedZ(required.level ?? 0.95)
  const found: { target: PrecisionTarget; n: number }[] = []
  const { auroc, sensitivity, specificity, observedExpectedRatio, calibrationSlope } = required
  if (auroc) found.push({ target: 'auroc', n: forAuroc(auroc, prevalence, z) })
  if (sensitivity) {
    found.push({ target: 'sensitivity', n: forRate(sensitivity, prevalence, z, 'sensitivity') })
  }
  if (specificity) {
    found.push({ target: 'specificity', n: forRate(specificity, 1 - prevalence, z, 'specificity') })
  }
  if (observedExpectedRatio) {
    const n = forObservedExpected(observedExpectedRatio, prevalence, z)
    found.push({ target: 'observed-expected-ratio', n })
  }
  if (calibrationSlope) {
    found.push({ target: 'calibration-slope', n: forSlope(calibrationSlope, z) })
  }
  const [first, ...others] = found
  if (first === undefined) throw new RangeError('no precision is asked for')
  const largest = others.reduce((most, each) => (each.n > most.n ? each : most), first)
  const eventsOf = (n: number) => roundedUp(n * prevalence)
  const events = eventsOf(largest.n)
  return {
    n: largest.n,
    events,
    nonEvents: largest.n - events,
    decidedBy: largest.target,
    targets: found.map(({ target, n }) => ({ target, n, events: eventsOf(n) })),
  }
}

/** Standard error of an AUROC by Hanley and McNeil, for n·prevalence events (which may be no integer). */
export function expectedAurocError(auroc: number, n: number, prevalence: number): number {
  const [events, others] = [n * prevalence, n * (1 - prevalence)]
  const q1 = auroc / (2 - auroc)
  const q2 = (2 * auroc * auroc) / (1 + auroc)
  const spread =
    auroc * (1 - auroc) + (events - 1) * (q1 - auroc * auroc) + (others - 1) * (q2 - auroc * auroc)
  return Math.sqrt(spread / (events * others))
}

function forAuroc(
  { expected, width }: { expected: number; width: number },
  prevalence: number,
  z: number,
): number {
  if (!(expected > 0.5 && expected < 1)) {
    throw new RangeError(`the expected AUROC must lie in (0.5, 1), got ${expected}`)
  }
  requireInside(width, 'the width of the AUROC interval')
  const wide = (n: number) => 2 * z * expectedAurocError(expected, n, prevalence) > width
  // At least one event and one other; from there the error only falls.
  let low = Math.ceil(1 / Math.min(prevalence, 1 - prevalence))
  if (!wide(low)) return low
  let high = low * 2
  while (wide(high)) {
    low = high
    high *= 2
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (wide(middle)) low = middle
    else high = middle
  }
  return high
}

function forRate(
  { expected, halfWidth }: { expected: number; halfWidth: number },
  share: number,
  z: number,
  what: string,
): number {
  requireInside(expected, `the expected ${what}`)
  requireInside(halfWidth, `the half-width of the ${what} interval`)
  return roundedUp((z * z * expected * (1 - expected)) / (halfWidth * halfWidth * share))
}

/** exp(z·SE) − exp(−z·SE) = width gives the SE of ln(O:E), whose square is (1 − φ)/(n·φ). */
function forObservedExpected({ width }: { width: number }, prevalence: number, z: number): number {
  requirePositive(width, 'the width of the observed:expected interval')
  const error = Math.asinh(width / 2) / z
  return roundedUp((1 - prevalence) / (prevalence * error * error))
}

function forSlope(slope: NonNullable<RequiredPrecision['calibrationSlope']>, z: number): number {
  requirePositive(slope.width, 'the width of the calibration slope interval')
  const error = slope.width / (2 * z)
  return roundedUp(slopeInformation(slope.linearPredictor) / (error * error))
}

/** Variance of the slope times n: the inverse of the expected Fisher information, its slope entry. */
export function slopeInformation(linearPredictor: {
  mean: number
  standardDeviation: number
}): number {
  const { mean, standardDeviation } = linearPredictor
  if (!Number.isFinite(mean)) throw new RangeError(`the mean must be finite, got ${mean}`)
  requirePositive(standardDeviation, 'the standard deviation of the linear predictor')
  const [intercept, mixed, slope] = momentsOfWeight(mean, standardDeviation)
  return intercept / (intercept * slope - mixed * mixed)
}

/** E[w], E[w·η], E[w·η²] of w = p(1 − p), p = logistic(η), η normal: trapezoids, exact to rounding. */
function momentsOfWeight(mean: number, deviation: number): [number, number, number] {
  const moments: [number, number, number] = [0, 0, 0]
  const [reach, steps] = [10, 4000]
  const step = (2 * reach) / steps
  for (let i = 0; i <= steps; i++) {
    const u = -reach + i * step
    const density = Math.exp((-u * u) / 2) / Math.sqrt(2 * Math.PI)
    const predictor = mean + deviation * u
    const tail = Math.exp(-Math.abs(predictor))
    const weight = (tail / (1 + tail) ** 2) * density * step
    moments[0] += weight
    moments[1] += weight * predictor
    moments[2] += weight * predictor * predictor
  }
  return moments
}

/** Up to the next integer, unless only rounding made it more than one. */
function roundedUp(value: number): number {
  const nearest = Math.round(value)
  return Math.abs(value - nearest) <= 1e-9 * value ? nearest : Math.ceil(value)
}

function requireInside(value: number, what: string): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`${what} must lie in (0, 1), got ${value}`)
}

function requirePositive(value: number, what: string): void {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new RangeError(`${what} must be more than zero, got ${value}`)
  }
}
