/**
 * Alerts per 100 encounters: the work an AI system gives to those it alerts.
 * Convention: the caller says whether an encounter can alert more than once, because the interval
 * depends on it. At most one alert: a proportion, Wilson. Repeated: a rate, exact Poisson
 * (Garwood); zero alerts then have an upper limit only. Alerts that come in bursts spread wider
 * than Poisson, so that interval is too narrow for them. No encounters is `undefined`.
 * Source: S. Romero-Brufau et al., Critical Care 19 (2015) 285; F. Garwood, Biometrika 28 (1936).
 * Twin: R `prop.test(alerts, encounters, correct = FALSE)`, `poisson.test(alerts, encounters)`;
 * Python `statsmodels` `proportion_confint`, `scipy.stats.chi2.ppf`.
 */
import {
  type Estimate,
  type EstimateOptions,
  type Interval,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { poissonInterval } from './poisson-interval.ts'
import { assertCount } from './scored-counts.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** `repeated`: an encounter can alert more than once, so alerts may outnumber encounters. */
export type AlertCounts = { alerts: number; encounters: number; repeated: boolean }

/**
 * Alerts per 100 encounters; `n` and `minimum` count encounters. Throws RangeError for counts that
 * are not whole, or for more alerts than encounters without `repeated`.
 */
export function alertBurden(counts: AlertCounts, options: EstimateOptions = {}): Estimate {
  const { alerts, encounters, repeated } = counts
  assertCount(alerts, 'alerts')
  assertCount(encounters, 'encounters')
  if (alerts > encounters && (!repeated || encounters === 0)) {
    throw new RangeError(`${alerts} alerts in ${encounters} encounters`)
  }
  const method = 'alerts per 100 encounters'
  const evidence = { method, n: encounters, positives: null, negatives: null }
  if (encounters === 0) return undefinedEstimate(evidence, 'no encounters: the denominator is zero')
  const interval = repeated
    ? scaled(poissonInterval(alerts, options.level ?? defaultLevel), 100 / encounters)
    : scaled(wilsonInterval(alerts, encounters, options.level), 100)
  const note = interval.lower === null ? 'no alerts: upper limit only' : null
  const sample = { count: encounters, unit: 'encounters', minimum: options.minimum }
  return estimateWithMinimum(evidence, (100 * alerts) / encounters, interval, sample, note)
}

function scaled(interval: Interval, factor: number): Interval {
  const { lower, upper } = interval
  return {
    ...interval,
    lower: lower === null ? null : lower * factor,
    upper: upper === null ? null : upper * factor,
  }
}
