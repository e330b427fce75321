import { describe, expect, test } from 'vitest'
import type { Day } from './days.ts'
import { addDays } from './days.ts'
import { addDuration } from './log-histogram.ts'
import { metricNames, isOperational } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import { monitorSchema, newMonitor } from './monitor.ts'
import type { OperationsDay, OperationsDays } from './operations-day.ts'
import { emptyOperations, operationsDaySchema } from './operations-day.ts'
import { computeOperations } from './operations-metric.ts'
import { seededRandom } from './test-cohort.ts'
import { judge } from './verdict.ts'

const start = '2026-01-05'

function daysOf(count: number, fill: (sum: OperationsDay, index: number) => void): OperationsDays {
  const days = new Map<Day, OperationsDay>()
  for (let index = 0; index < count; index++) {
    const sum = emptyOperations()
    fill(sum, index)
    days.set(addDays(start, index), sum)
  }
  return {
    counted: 'predictions',
    firstDay: count === 0 ? null : start,
    day: (day) => days.get(day) ?? null,
  }
}

const week = { from: start, to: addDays(start, 6) }

function verdictOf(monitor: Monitor, days: OperationsDays, window = week) {
  const estimate = computeOperations(monitor, days, window, monitor.minimumSample)
  return judge({ monitor, estimate, detector: null, plan: null, detectors: 0 })
}

describe('the 95th percentile of latency', () => {
  const slow = daysOf(7, (sum, index) => {
    for (let call = 1; call <= 100; call++) {
      addDuration(sum.latencies, index < 6 ? 10 * call : 100 * call)
      sum.ok += 1
    }
  })

  test('is known to within 5 %, with its interval', () => {
    const window = { from: start, to: start }
    const found = computeOperations({ metric: 'latency' }, slow, window, 100)
    expect(found).toMatchObject({ state: 'ok', n: 100 })
    expect(Math.abs(found.value! / 950 - 1)).toBeLessThan(0.05)
    expect(found.interval!.lower!).toBeLessThanOrEqual(found.value!)
    // Of 100 answers none is surely above the 95th percentile.
    expect(found.interval!.upper).toBeNull()
    const all = computeOperations({ metric: 'latency' }, slow, week, 100)
    expect(all.interval!.upper!).toBeGreaterThan(all.value!)
  })

  test('beyond the accepted limit is an alarm, in words with the numbers', () => {
    const monitor = newMonitor('latency', 'warning')
    const found = verdictOf({ ...monitor, limit: 900 }, slow)
    expect(found).toMatchObject({ state: 'ok', level: 'warning', confirmed: false })
    expect(found.reason).toMatch(/was \d+ ms .* beyond the accepted 900 ms/)
    expect(verdictOf({ ...monitor, limit: 20_000 }, slow).level).toBe('none')
  })
})

test('the error rate counts failures and timeouts among all calls', () => {
  const days = daysOf(7, (sum) => {
    sum.ok += 90
    sum.error += 6
    sum.timeout += 4
  })
  const found = computeOperations({ metric: 'error-rate' }, days, week, 0)
  expect(found).toMatchObject({ value: 0.1, n: 700, detail: { counts: { error: 42 } } })
  expect(verdictOf(newMonitor('error-rate', 'critical'), days).level).toBe('critical')
  expect(verdictOf({ ...newMonitor('error-rate', 'critical'), limit: 0.09 }, days).level).toBe(
    'none',
  )
})

test('late data is what took longer than the limit in hours', () => {
  const days = daysOf(7, (sum) => {
    addDuration(sum.predictionDelays, 0.1, 30)
    addDuration(sum.outcomeDelays, 200, 10)
  })
  const found = computeOperations({ metric: 'late-data', limitHours: 24 }, days, week, 0)
  expect(found.value).toBe(0.25)
  expect(found.detail!.counts).toMatchObject({ latePredictions: 0, lateOutcomes: 70 })
})

test('the override rate counts overrides and dismissals among answers', () => {
  const days = daysOf(7, (sum) => {
    sum.accepted += 5
    sum.overridden += 3
    sum.dismissed += 2
  })
  const found = computeOperations({ metric: 'override-rate' }, days, week, 30)
  expect(found).toMatchObject({ value: 0.5, n: 70, state: 'ok' })
})

test('no data is not judged, and never means that all is well', () => {
  const none = daysOf(0, () => undefined)
  for (const metric of metricNames.filter(isOperational)) {
    const monitor = newMonitor(metric, 'warning')
    expect(monitorSchema.parse(monitor)).toEqual(monitor)
    const found = verdictOf(monitor, none)
    expect(found.state, metric).not.toBe('ok')
    expect(found.reason, metric).toMatch(/cannot be judged/)
  }
})

describe('volume', () => {
  const random = seededRandom(7)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const weekly = (weeks: number, last: number) =>
    daysOf(7 * weeks, (sum, index) => {
      const mean = index % 7 < 5 ? 200 : 60
      const count = Math.max(0, Math.round(mean + 1.3 * Math.sqrt(mean) * normal()))
      addDuration(sum.predictionDelays, 0, index === 7 * weeks - 1 ? last : count)
    })
  const monitor = newMonitor('volume', 'warning')
  const lastOf = (weeks: number) => {
    const day = addDays(start, 7 * weeks - 1)
    return { from: day, to: day }
  }

  test('compares a Sunday with Sundays', () => {
    const found = verdictOf(monitor, weekly(10, 62), lastOf(10))
    expect(found).toMatchObject({ state: 'ok', level: 'none' })
    expect(found.reason).toMatch(/62 predictions in the last full day.*of 8 weeks before/)
    expect(verdictOf(monitor, weekly(10, 200), lastOf(10)).level).toBe('warning')
    expect(verdictOf(monitor, weekly(10, 3), lastOf(10)).reason).toMatch(/fewer than chance/)
  })

  test('too few weeks are not judged', () => {
    const found = computeOperations(monitor, weekly(4, 60), lastOf(4), 0)
    expect(found.state).toBe('insufficient')
    expect(found.reason).toBe('3 weeks of predictions before, at least 4 needed')
  })

  test('alarms by chance about as often as it says, week by week', () => {
    let alarms = 0
    let looks = 0
    for (let run = 0; run < 40; run++) {
      const days = weekly(14, 60)
      for (let index = 7 * 9; index < 7 * 14 - 1; index++) {
        const day = addDays(start, index)
        looks += 1
        if (verdictOf(monitor, days, { from: day, to: day }).level !== 'none') alarms += 1
      }
    }
    // The spread is estimated itself, so somewhat more than 1 in 1000 is expected.
    expect(alarms / looks).toBeLessThan(0.006)
  })
})

test('a day stored before a count existed has none of it', () => {
  expect(operationsDaySchema.parse({ ok: 3 })).toEqual({ ...emptyOperations(), ok: 3 })
})
