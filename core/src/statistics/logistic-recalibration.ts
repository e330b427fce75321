/**
 * The line logit P(y=1) = a + b·logit p that best explains the outcomes by the predictions: what
 * calibration-in-the-large.ts and calibration-slope.ts report, and a map that corrects predictions.
 * Convention: maximum likelihood by Newton's method; p clipped to [1e-6, 1−1e-6], since 0 and 1
 * have no log-odds; for the intercept alone the slope is held at 1 (offset logit p); variances from
 * the information matrix. Bins are taken at their mean score. Where the classes are separated no
 * finite maximum exists, which is tested exactly and not by watching the iteration run away.
 * Source: D. R. Cox, Biometrika 45 (1958) 562–565; separation: A. Albert and J. A. Anderson,
 * Biometrika 71 (1984) 1–10.
 * Twin: R `glm(y ~ qlogis(p), family = binomial)`; Python `statsmodels` `GLM(..., Binomial())`.
 */
import { expit, logit } from './logit.ts'
import { type LocatedCounts, locatedTotals } from './scored-counts.ts'

/** Standard errors on the log-odds scale; that of a slope held at 1 is null. */
export type LogisticFit = {
  intercept: number
  slope: number
  interceptError: number
  slopeError: number | null
}

/** Why no fit exists. */
export type NoFit = { reason: string }

/** The intercept alone with the slope held at 1, or both. */
export type LogisticTerms = 'intercept' | 'intercept-and-slope'

const clip = 1e-6
const tolerance = 1e-8
const rounding = 1e-10
const maximumIterations = 100

/** Log-odds of a prediction, clipped. Throws RangeError outside [0, 1]. */
export function clippedLogit(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is not a probability`)
  return logit(Math.min(1 - clip, Math.max(clip, p)))
}

/** Throws RangeError for a score outside [0, 1] or invalid counts; a missing fit is an answer. */
export function logisticRecalibration(
  counts: LocatedCounts,
  terms: LogisticTerms = 'intercept-and-slope',
): LogisticFit | NoFit {
  const { positives, negatives } = locatedTotals(counts)
  const x = Float64Array.from(counts.scores, clippedLogit)
  if (positives === 0 || negatives === 0) {
    return { reason: `${positives} events and ${negatives} non-events: one of each is needed` }
  }
  const sample = { ...counts, x, total: positives + negatives }
  if (terms === 'intercept') return newton(sample, startWithSlope(sample, positives, 1), false)
  const reason = separation(sample)
  if (reason !== null) return { reason }
  return newton(sample, startWithSlope(sample, positives, 0), true)
}

type Sample = LocatedCounts & { x: Float64Array; total: number }
type Line = { intercept: number; slope: number }

function startWithSlope({ positives, negatives, x, total }: Sample, events: number, slope: 0 | 1) {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += (positives[i]! + negatives[i]!) * x[i]!
  return { intercept: logit(events / total) - (slope * sum) / total, slope }
}

function separation({ positives, negatives, x }: Sample): string | null {
  const range = (counts: ArrayLike<number>) => {
    const inside = x.filter((_, i) => counts[i]! > 0)
    return { lowest: inside[0]!, highest: inside.at(-1)! }
  }
  const events = range(positives)
  const others = range(negatives)
  if (Math.min(events.lowest, others.lowest) === Math.max(events.highest, others.highest)) {
    return 'the predictions do not vary'
  }
  const apart = others.highest <= events.lowest || events.highest <= others.lowest
  return apart ? 'a score separates events from non-events: the slope has no finite value' : null
}

function newton(sample: Sample, start: Line, slopeIsFree: boolean): LogisticFit | NoFit {
  let line = start
  let here = derivatives(sample, line)
  for (let iteration = 0; iteration < maximumIterations; iteration++) {
    const shift = here.residual / here.weight
    const turn = slopeIsFree ? here.moment / here.spread : 0
    const size = Math.hypot(shift * Math.sqrt(here.weight), turn * Math.sqrt(here.spread))
    if (!Number.isFinite(size)) break
    let factor = 1
    let next = step(line, here.center, shift, turn)
    let there = derivatives(sample, next)
    // A full step may overshoot far from the maximum; a fall within rounding means nothing.
    const least = here.logLikelihood - rounding * Math.abs(here.logLikelihood)
    while (there.logLikelihood < least && size * factor > tolerance) {
      factor /= 2
      next = step(line, here.center, shift * factor, turn * factor)
      there = derivatives(sample, next)
    }
    line = next
    here = there
    // Steps are measured in standard errors; the last one leaves an error of its square.
    if (size <= tolerance) return describe(line, here, slopeIsFree)
  }
  return { reason: 'the fit did not converge' }
}

/** A turn about the weighted mean changes the intercept too. */
function step(line: Line, center: number, shift: number, turn: number): Line {
  return { intercept: line.intercept + shift - turn * center, slope: line.slope + turn }
}

/** Centred at the weighted mean, so that a narrow range of scores costs no digits. */
function derivatives({ positives, negatives, x }: Sample, { intercept, slope }: Line) {
  const weights = new Float64Array(x.length)
  const residuals = new Float64Array(x.length)
  let weight = 0
  let weighted = 0
  let residual = 0
  let logLikelihood = 0
  for (let i = 0; i < x.length; i++) {
    const events = positives[i]!
    const others = negatives[i]!
    if (events + others === 0) continue
    const eta = intercept + slope * x[i]!
    const p = expit(eta)
    const q = expit(-eta)
    weights[i] = (events + others) * p * q
    residuals[i] = events * q - others * p
    weight += weights[i]!
    weighted += weights[i]! * x[i]!
    residual += residuals[i]!
    logLikelihood -= events * softplus(-eta) + others * softplus(eta)
  }
  const center = weighted / weight
  let spread = 0
  let moment = 0
  for (let i = 0; i < x.length; i++) {
    const distance = x[i]! - center
    spread += weights[i]! * distance * distance
    moment += residuals[i]! * distance
  }
  return { weight, center, residual, spread, moment, logLikelihood }
}

/** ln(1 + e^x). */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}

function describe(
  line: Line,
  { weight, spread, center }: { weight: number; spread: number; center: number },
  slopeIsFree: boolean,
): LogisticFit {
  const ofCenter = slopeIsFree ? (center * center) / spread : 0
  return {
    ...line,
    interceptError: Math.sqrt(1 / weight + ofCenter),
    slopeError: slopeIsFree ? Math.sqrt(1 / spread) : null,
  }
}
