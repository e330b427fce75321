import { describe, expect, test } from 'vitest'
import { addDays } from './days.ts'
import { alarmThreshold, detectorValue } from './e-detector.ts'
import { hasDetector, isReviewed, metricNames } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import { monitorSchema, newMonitor } from './monitor.ts'
import type { OutputReview } from './review-day.ts'
import { consumeReviewDay, newReviewDetector, reviewPlan } from './review-detection.ts'
import { simulateMonitor } from './simulate-monitor.ts'
import { seededRandom } from './test-cohort.ts'
import { reviewDays } from './test-reviews.ts'

const start = '2026-01-01'

/** What a reviewer says of one output at a given rate or mean. */
function saying(metric: Monitor['metric'], level: number, random: () => number) {
  const hit = random() < level
  const says: Partial<Record<Monitor['metric'], Partial<OutputReview>>> = {
    'hallucination-rate': { hallucination: hit },
    'harm-rate': { harm: hit },
    'escalation-rate': { escalation: hit },
    'mean-rating': { rating: Math.min(5, Math.max(1, Math.round(level + 2 * random() - 1))) },
    'mean-edit-distance': { editDistance: Math.min(1, 2 * level * random()) },
  }
  return says[metric] ?? {}
}

function firstAlarm(monitor: Monitor, level: number, days: number, seed: number): number | null {
  const random = seededRandom(seed)
  const reviews = reviewDays(start, days, 15, () => saying(monitor.metric, level, random))
  const plan = reviewPlan(monitor)!
  const limit = Math.log(alarmThreshold({ averageRunLengthDays: 365, detectors: 1 }))
  let state = newReviewDetector(plan)
  for (let day = 0; day < days; day++) {
    state = consumeReviewDay(state, plan, reviews(addDays(start, day)), monitor)
    if (detectorValue(state) >= limit) return day
  }
  return null
}

describe.each([
  ['hallucination-rate', 0.05, 0.18, 20],
  ['harm-rate', 0.01, 0.08, 25],
  // From 2 in 100 nothing is left: the fall is small, so it takes longer.
  ['escalation-rate', 0.02, 0.0, 60],
  ['mean-rating', 3.5, 2.4, 15],
  ['mean-edit-distance', 0.3, 0.5, 15],
] as const)('%s', (metric, good, bad, soon) => {
  const monitor = newMonitor(metric, 'warning')

  test('at its limit alarms no more often than stated', () => {
    const years = 60
    const early = Array.from({ length: years }, (_, seed) =>
      firstAlarm(monitor, good, 120, 1000 + seed),
    ).filter((day) => day !== null)
    // At most 120 days of a run length of 365, and some chance of the simulation on top.
    expect(early.length / years).toBeLessThan(120 / 365 + 0.1)
  })

  test('is found soon where it is bad', () => {
    const delays = Array.from({ length: 20 }, (_, seed) => firstAlarm(monitor, bad, 90, seed))
    expect(delays.every((day) => day !== null && day <= soon)).toBe(true)
  })
})

test('every metric of reviews has a plan, except agreement', () => {
  for (const metric of metricNames.filter(isReviewed)) {
    const monitor = newMonitor(metric, 'warning')
    expect(monitorSchema.safeParse(monitor).error, metric).toBeUndefined()
    expect(reviewPlan(monitor) !== null, metric).toBe(hasDetector(metric))
  }
  expect(reviewPlan(newMonitor('latency', 'warning'))).toBeNull()
})

test('settings that make no sense are refused with the reason', () => {
  const problem = (more: object, metric: Monitor['metric'] = 'harm-rate') =>
    monitorSchema.safeParse({ ...newMonitor(metric, 'critical'), ...more }).error?.issues[0]
      ?.message
  expect(problem({ limit: 1 })).toMatch(/below 1/)
  expect(problem({ limit: 6 }, 'mean-rating')).toMatch(/between 1 and 5/)
  expect(problem({ badSide: 'below' })).toMatch(/known which side/)
  expect(problem({ badSide: 'above' }, 'escalation-rate')).toBeUndefined()
  expect(problem({ feature: 'age' }, 'reviewer-agreement')).toMatch(/reviewers are to agree/)
  expect(problem({ action: 'roll-back' })).toMatch(/rollback policy does not hear it/)
  expect(problem({ action: 'suspend' })).toBeUndefined()
})

describe('a trial on history', () => {
  const random = seededRandom(7)
  const reviews = reviewDays(start, 60, 15, (day) =>
    saying('hallucination-rate', day < 35 ? 0.02 : 0.25, random),
  )
  const history = {
    ...{ baseline: null, profile: () => null, reviews, from: start, to: addDays(start, 59) },
    operations: { counted: 'calls' as const, firstDay: null, day: () => null },
    intake: () => null,
    reconstruction: () => null,
    domains: () => null,
    ...{ labelPolicy: 'exclude-unlabelled' as const, outcomeHorizonDays: 30, outcomeGraceDays: 1 },
    ...{ detectors: 1, changeAt: addDays(start, 35) },
  }

  test('of reviews needs no baseline, and waits for no outcomes', () => {
    const found = simulateMonitor(newMonitor('hallucination-rate', 'critical'), history)
    expect(found.delayDays).toBeLessThan(10)
    expect(found.firings.some(({ confirmed }) => confirmed)).toBe(true)
    expect(found.firings.at(-1)!.reason).toMatch(
      /Hallucination rate was .* outputs reviewed.* it lies above the accepted 5\.0 %/,
    )
    expect(found.falseAlarmsPerYear.stated).toBeCloseTo(365 / 3650)
  })

  test('of what needs a baseline is refused', () => {
    const auroc = newMonitor('auroc', 'warning')
    expect(() => simulateMonitor(auroc, history)).toThrow(/needs a baseline/)
  })
})
