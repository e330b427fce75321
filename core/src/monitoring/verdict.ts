import type { EstimateState } from '../statistics/estimate.ts'
import type { DriftLevel } from '../statistics/population-stability-index.ts'
import { instantMilliseconds, millisecondsPerHour } from './days.ts'
import { badSide } from './bad-side.ts'
import { faultWords } from './intake-metric.ts'
import type { DetectorState } from './e-detector.ts'
import { alarmThreshold, detectorValue } from './e-detector.ts'
import type { MetricEstimate, MetricName } from './metric-kind.ts'
import {
  hasDetector,
  isDomainClassifier,
  isIntake,
  isMultivariate,
  isOperational,
  isReviewed,
} from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import { averageRunLengthDays, missingnessCriticalMargins } from './thresholds.ts'
import {
  againstWords,
  estimateWords,
  limitWords,
  metricWords,
  numberWords,
} from './verdict-words.ts'
import type { WatchPlan } from './watch-plan.ts'

/** As of an estimate; `no-baseline` needs a value at validation, which this version lacks. */
export type VerdictState = EstimateState | 'no-baseline'

/**
 * What a monitor says. Only `ok` can mean "all is well", and only with level `none`. `confirmed`
 * is evidence that holds however often one has looked; drift and single intervals never have it.
 */
export type Verdict = {
  state: VerdictState
  level: DriftLevel
  confirmed: boolean
  /** one plain sentence with the numbers */
  reason: string
}

export type Judgement = {
  monitor: Monitor
  estimate: MetricEstimate
  /** null where the metric has none, or no matured day has been consumed yet */
  detector: DetectorState | null
  plan: WatchPlan | null
  /** detectors of the version that share its false alarms, see `detectorCount` */
  detectors: number
  /** when the newest datum of the kind the monitor needs arrived; ISO instants */
  freshness?: { now: string; lastDataAt: string | null }
}

/** Joins the estimate of the window and the detector into one verdict with its reason. */
export function judge(judgement: Judgement): Verdict {
  const stale = staleness(judgement)
  if (stale) return stale
  const { monitor, estimate } = judgement
  if (estimate.state !== 'ok') {
    return notJudged(judgement)
  }
  if (monitor.metric === 'heartbeat') {
    const counted = estimate.detail?.counted ?? 'predictions'
    return ok('none', `${estimate.n} ${counted} arrived in the last ${monitor.windowDays} days.`)
  }
  if (monitor.metric === 'score-drift' || monitor.metric === 'feature-drift') {
    return drift(judgement)
  }
  if (isMultivariate(monitor.metric)) return multivariate(monitor, estimate)
  if (isDomainClassifier(monitor.metric)) return toldApart(monitor, estimate)
  if (monitor.metric === 'volume') return volume(monitor, estimate)
  if (isOperational(monitor.metric)) return beyondLimit(monitor, estimate)
  if (isIntake(monitor.metric)) return intake(judgement)
  if (isReviewed(monitor.metric)) {
    return hasDetector(monitor.metric) ? sequential(judgement) : beyondLimit(monitor, estimate)
  }
  if (estimate.baselineValue === null) {
    return unknown(`${metricWords(monitor)} has no value at validation to be compared with.`)
  }
  if (monitor.metric === 'missingness') return missing(monitor, estimate, estimate.baselineValue)
  return hasDetector(monitor.metric)
    ? sequential(judgement)
    : interval(monitor, estimate, estimate.baselineValue)
}

/** For a monitor whose metric says nothing without a baseline, on a version that has none. */
export function withoutBaseline(monitor: Monitor, version: string): Verdict {
  const reason = `${metricWords(monitor)} cannot be judged: version ${version} has no baseline to compare with.`
  return { state: 'no-baseline', level: 'none', confirmed: false, reason }
}

function staleness({ monitor, estimate, freshness }: Judgement): Verdict | null {
  if (monitor.limitHours === undefined || !freshness || monitor.metric === 'late-data') return null
  const heartbeat = estimate.detail?.counted === 'calls' ? 'call' : 'prediction'
  const needed = isReviewed(monitor.metric) ? 'review' : 'datum it needs'
  const subject = monitor.metric === 'heartbeat' ? heartbeat : needed
  const limit = `the limit is ${monitor.limitHours} hours`
  if (freshness.lastDataAt === null) {
    return staleVerdict(`${metricWords(monitor)}: no ${subject} has ever arrived; ${limit}.`)
  }
  const age = instantMilliseconds(freshness.now) - instantMilliseconds(freshness.lastDataAt)
  const hours = Math.floor(age / millisecondsPerHour)
  if (age <= monitor.limitHours * millisecondsPerHour) return null
  return staleVerdict(
    `${metricWords(monitor)}: no ${subject} has arrived for ${hours} hours; ${limit}.`,
  )
}

/** Too small a window hides nothing: where the detector is in alarm all the same, it is said. */
function notJudged(judgement: Judgement): Verdict {
  const { monitor, estimate, detector } = judgement
  const { state } = estimate
  const why = estimate.reason ?? 'no reason was given'
  const reason = `${metricWords(monitor)} cannot be judged: ${why}`
  if (detector && reaches(judgement, monitor.averageRunLengthDays)) {
    const over = `the evidence over ${detector.days} days is beyond the limit of alarm`
    return { state, level: 'warning', confirmed: false, reason: `${reason}; yet ${over}.` }
  }
  const level = state === 'stale' || state === 'error' ? 'warning' : 'none'
  return { state, level, confirmed: false, reason: `${reason}.` }
}

function reaches({ detector, detectors }: Judgement, days: number): boolean {
  if (!detector) return false
  const limit = alarmThreshold({ averageRunLengthDays: days, detectors })
  return detectorValue(detector) >= Math.log(limit)
}

function sequential(judgement: Judgement): Verdict {
  const { monitor, estimate, detector, plan } = judgement
  if (!plan)
    return unknown(`${metricWords(monitor)} has no value at validation to be compared with.`)
  if (!detector || detector.days === 0) {
    const kind = isReviewed(monitor.metric) ? 'full' : 'matured'
    const reason = `${metricWords(monitor)}: no ${kind} day has been counted yet.`
    return { state: 'insufficient', level: 'none', confirmed: false, reason }
  }
  const against = 'reference' in plan ? againstWords(monitor, plan.reference) : ''
  const now = `${estimateWords(monitor, estimate)}${against}`
  const worse = limitWords(plan, monitor)
  const over = `over ${detector.days} ${detector.days === 1 ? 'day' : 'days'}`
  if (reaches(judgement, monitor.averageRunLengthDays)) {
    return ok(monitor.severity, `${now}; the evidence ${over} confirms that ${worse}.`, true)
  }
  if (monitor.severity === 'critical' && reaches(judgement, averageRunLengthDays.warning)) {
    return ok(
      'warning',
      `${now}; the evidence ${over} points to it, not yet surely, that ${worse}.`,
    )
  }
  return ok('none', `${now}; the evidence ${over} does not show that ${worse}.`)
}

/**
 * As any detector, but in alarm only while the window itself lies beyond the limit: once the sender
 * has mended the feed, evidence of the past is no reason to act.
 */
function intake(judgement: Judgement): Verdict {
  const { monitor, estimate } = judgement
  const found = sequential(judgement)
  const faults = faultWords(estimate)
  const reason = faults === '' ? found.reason : `${found.reason.slice(0, -1)}; ${faults}.`
  if (found.level === 'none' || (estimate.value ?? 0) > (monitor.limit ?? 0)) {
    return { ...found, reason }
  }
  const now = estimateWords(monitor, estimate)
  const accepted = numberWords(monitor.metric, monitor.limit ?? 0)
  return ok('none', `${now}, no longer above the accepted ${accepted}.`)
}

/** Which way is worse: most metrics should be high, errors low, and some neither way off. */
function badDirections(metric: MetricName): ('down' | 'up')[] {
  if (metric === 'brier-score' || metric === 'expected-calibration-error') return ['up']
  const bothWays = ['flag-rate', 'calibration-in-the-large', 'calibration-slope'].includes(metric)
  return bothWays ? ['down', 'up'] : ['down']
}

/** One interval against the accepted limit: worth a warning, but no proof under daily looking. */
function interval(monitor: Monitor, estimate: MetricEstimate, reference: number): Verdict {
  const directions = badDirections(monitor.metric)
  const noise = estimate.detail?.noiseFloor ?? 0
  const sides = directions.map((direction) => {
    const up = direction === 'up'
    const limit = up ? reference + monitor.margin : reference - monitor.margin
    const near = up ? estimate.interval?.lower : estimate.interval?.upper
    // Without an interval the value itself has to do: a collapse to the extreme must be seen.
    const bound = near ?? (estimate.value === null ? null : estimate.value - (up ? noise : 0))
    return { limit, beyond: bound !== null && (up ? bound > limit : bound < limit) }
  })
  const now = `${estimateWords(monitor, estimate)}${againstWords(monitor, reference)}`
  const crossed = sides.find((side) => side.beyond)
  const limits = (crossed ? [crossed] : sides).map(({ limit }) =>
    numberWords(monitor.metric, limit),
  )
  const accepted = `the accepted ${limits.join(' to ')}`
  if (!crossed) return ok('none', `${now}, which does not lie clearly beyond ${accepted}.`)
  return ok(monitor.severity, `${now}, which lies beyond ${accepted}.`)
}

/** Against what is accepted: the interval has to lie on the bad side of it. */
function beyondLimit(monitor: Monitor, estimate: MetricEstimate): Verdict {
  const limit = monitor.limit ?? Number.POSITIVE_INFINITY
  const below = badSide(monitor) === 'below'
  const near = below ? estimate.interval?.upper : estimate.interval?.lower
  const bound = near ?? estimate.value ?? 0
  const now = estimateWords(monitor, estimate)
  const accepted = `the accepted ${numberWords(monitor.metric, limit)}`
  if (below ? bound < limit : bound > limit)
    return ok(monitor.severity, `${now}, which lies beyond ${accepted}.`)
  return ok('none', `${now}, which does not lie clearly beyond ${accepted}.`)
}

/** A count against the band that the same weekdays before lead to expect. */
function volume(monitor: Monitor, { value, detail }: MetricEstimate): Verdict {
  const band = detail?.band
  if (value === null || !band) return unknown(`${metricWords(monitor)} has no weeks to go by.`)
  const { lower, upper, weeks } = band
  const days = monitor.windowDays === 1 ? 'day' : `${monitor.windowDays} days`
  const now = `${metricWords(monitor)}: ${value} ${detail.counted ?? 'predictions'} in the last full ${days}; the same weekdays of ${weeks} weeks before lead to expect ${lower} to ${upper}`
  if (value >= lower && value <= upper) return ok('none', `${now}.`)
  return ok(monitor.severity, `${now}: ${value < lower ? 'fewer' : 'more'} than chance explains.`)
}

function drift({ monitor, estimate }: Judgement): Verdict {
  const level = estimate.detail?.level ?? null
  if (level === null) return unknown(`${metricWords(monitor)} has no level.`)
  const worst = estimate.detail?.features?.find((each) => each.value === estimate.value)
  const where = worst ? ` (most in ${worst.feature})` : ''
  const noise = estimate.detail?.critical ?? null
  const chance = noise === null ? '' : `, chance alone explains up to ${noise.toFixed(2)}`
  return ok(
    level,
    `${estimateWords(monitor, estimate)}${where}${chance}: ${changeWords[level]} from validation.`,
  )
}

const changeWords = {
  none: 'no notable change',
  warning: 'a change',
  critical: 'a large change',
} as const

function multivariate(monitor: Monitor, estimate: MetricEstimate): Verdict {
  const { level = null, effect = null, critical = null } = estimate.detail ?? {}
  const { baselineValue } = estimate
  if (level === null || effect === null || critical === null || baselineValue === null) {
    return unknown(`${metricWords(monitor)} has no level.`)
  }
  const now = `${estimateWords(monitor, estimate)}${againstWords(monitor, baselineValue)}`
  const far = `${Math.abs(effect).toFixed(2)} standard deviations ${effect < 0 ? 'below' : 'above'}`
  const chance = `chance alone explains up to ${critical.toFixed(2)}`
  const together =
    level === 'none'
      ? ''
      : '; the inputs no longer go together as they did, whatever each does alone'
  return ok(level, `${now}: ${far}, ${chance}: ${changeWords[level]} from validation${together}.`)
}

function toldApart(monitor: Monitor, estimate: MetricEstimate): Verdict {
  const { level = null, critical = null, reference = null } = estimate.detail ?? {}
  if (level === null || critical === null || reference === null) {
    return unknown(`${metricWords(monitor)} has no level.`)
  }
  const chance = `chance alone explains up to ${numberWords(monitor.metric, critical)}`
  const first = `the inputs of ${reference.from} to ${reference.to}, the first of the version`
  return ok(
    level,
    `${estimateWords(monitor, estimate)}, ${chance}: ${changeWords[level]} from ${first}.`,
  )
}

function missing(monitor: Monitor, estimate: MetricEstimate, reference: number): Verdict {
  const rise = (estimate.interval?.lower ?? 0) - reference
  const worst = estimate.detail?.features?.find(
    (each) => each.value === estimate.value && each.baselineValue === reference,
  )
  const where = worst ? ` in ${worst.feature}` : ''
  const now = `${estimateWords(monitor, estimate)}${where}${againstWords(monitor, reference)}`
  if (rise > missingnessCriticalMargins * monitor.margin)
    return ok('critical', `${now}: a large rise.`)
  if (rise > monitor.margin) return ok('warning', `${now}: a rise.`)
  return ok('none', `${now}: no notable rise.`)
}

function ok(level: DriftLevel, reason: string, confirmed = false): Verdict {
  return { state: 'ok', level, confirmed, reason }
}

function unknown(reason: string): Verdict {
  return { state: 'undefined', level: 'none', confirmed: false, reason }
}

function staleVerdict(reason: string): Verdict {
  return { state: 'stale', level: 'warning', confirmed: false, reason }
}
