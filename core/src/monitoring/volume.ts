import { okEstimate, undefinedEstimate } from '../statistics/estimate.ts'
import { negativeBinomialQuantile } from '../statistics/negative-binomial.ts'
import type { Day } from './days.ts'
import { addDays, daysBetween } from './days.ts'
import type { MetricEstimate } from './metric-kind.ts'
import type { OperationsDays } from './operations-day.ts'
import { usesOf } from './operations-day.ts'
import { volumeSettings } from './thresholds.ts'

/**
 * Predictions (or calls, see `OperationsDays`) made in a window of full days, against the same weekdays of the eight weeks before
 * it. The band is negative binomial: its spread is the one seen from week to week (Pearson's
 * dispersion over all weekdays, at least that of chance), and it allows for means that are
 * themselves estimated. Fewer than four weeks of data are `insufficient`; a day of a known week
 * without data counts as 0.
 */
export function volumeEstimate(
  days: OperationsDays,
  window: { from: Day; to: Day },
): MetricEstimate {
  const counts = countsFrom(days, window.from, daysBetween(window.from, window.to) + 1)
  const value = sumOf(counts)
  const evidence = {
    method: `${days.counted} received`,
    n: value,
    positives: null,
    negatives: null,
  }
  const weeks: number[][] = []
  for (let week = 1; week <= volumeSettings.weeks; week++) {
    const from = addDays(window.from, -7 * week)
    if (days.firstDay === null || from < days.firstDay) break
    weeks.push(countsFrom(days, from, 7))
  }
  const { leastWeeks } = volumeSettings
  if (weeks.length < leastWeeks) {
    const reason = `${weeks.length} weeks of ${days.counted} before, at least ${leastWeeks} needed`
    const nothing = undefinedEstimate(evidence, reason)
    return { ...nothing, state: 'insufficient', baselineValue: null }
  }
  const { expected, variance } = expectedVolume(weeks, counts.length)
  const tail = volumeSettings.falseAlarmShare / 2
  const at = (p: number) => negativeBinomialQuantile(p, { mean: expected, variance })
  const band = { lower: at(tail), upper: at(1 - tail), weeks: weeks.length }
  return {
    ...okEstimate(evidence, value, null, 'a count of everything has no interval; see the band'),
    baselineValue: expected,
    detail: { expected, band, counted: days.counted },
  }
}

/** What a window of so many days holds if it is like the weeks before, and how far that spreads. */
function expectedVolume(weeks: readonly number[][], length: number) {
  const means = [0, 1, 2, 3, 4, 5, 6].map((weekday) => sumOf(weeks.map((week) => week[weekday]!)))
  let expected = 0
  let ofMeans = 0
  let excess = 0
  let degrees = 0
  means.forEach((sum, weekday) => {
    const mean = sum / weeks.length
    const times = Math.floor((length - weekday + 6) / 7)
    expected += times * mean
    ofMeans += (times * times * mean) / weeks.length
    if (mean === 0) return
    excess += sumOf(weeks.map((week) => (week[weekday]! - mean) ** 2)) / mean
    degrees += weeks.length - 1
  })
  const dispersion = degrees === 0 ? 1 : Math.max(1, excess / degrees)
  return { expected, variance: dispersion * (expected + ofMeans) }
}

function countsFrom(days: OperationsDays, from: Day, length: number): number[] {
  return Array.from({ length }, (_, offset) => {
    return usesOf(days.day(addDays(from, offset)), days.counted)
  })
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
