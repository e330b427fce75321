import { describe, expect, test } from 'vitest'
import { normalCdf, normalQuantile } from '../statistics/normal-distribution.ts'
import { compareDomains } from './compare-domains.ts'
import { addDays } from './days.ts'
import type { DomainDay } from './domain-day.ts'
import { domainReference, domainWindow, newestDomain } from './domain-day.ts'
import { computeDomain } from './domain-metric.ts'
import type { DrawnPrediction } from './domain-sample.ts'
import { domainSample, mergeSamples } from './domain-sample.ts'
import { compareWindows } from './domain-task.ts'
import { monitorSchema, newMonitor } from './monitor.ts'
import { overallSegment } from './segment.ts'
import { simulateMonitor } from './simulate-monitor.ts'
import { seededRandom } from './test-cohort.ts'
import { domainLimits } from './thresholds.ts'
import { judge } from './verdict.ts'

const features = ['age', 'pulse', 'lactate']
const reference = { from: '2026-01-01', to: '2026-01-28' }
const window = { from: '2026-03-01', to: '2026-03-07' }
const about = { segment: overallSegment, minimum: 200 }
const monitor = newMonitor('domain-classifier-auroc', 'warning')

/** Predictions with unit normal features, the first moved by `shift`. */
function drawn(count: number, seed: number, shift = 0, missing = 0): DrawnPrediction[] {
  const random = seededRandom(seed)
  const normal = () => normalQuantile(Math.max(random(), 1e-12))
  return Array.from({ length: count }, () => ({
    position: Math.floor(random() * 2 ** 40),
    turn: Math.floor(random() * 2 ** 40),
    patient: null,
    features: {
      age: normal() + shift,
      pulse: normal(),
      ...(random() < missing ? {} : { lactate: normal() }),
      admission: 'emergency',
    },
  }))
}

const sampleOf = (rows: DrawnPrediction[]) => domainSample(rows, features)

function dayOf(before: DrawnPrediction[], now: DrawnPrediction[]): DomainDay {
  return { window, reference, ...compareDomains(features, sampleOf(before), sampleOf(now)) }
}

const verdictOf = (found: DomainDay | null) =>
  judge({
    ...{ monitor, detector: null, plan: null, detectors: 0 },
    estimate: computeDomain(found, about),
  })

test('a shift of one input is told apart about as theory has it, and judged', () => {
  const before = drawn(2000, 1)
  for (const [shift, level] of [
    [0, 'none'],
    [0.4, 'warning'],
    [0.8, 'critical'],
  ] as const) {
    const found = dayOf(before, drawn(2000, 2, shift))
    // Two normal distributions of one spread, so far apart, have this AUROC.
    const expected = normalCdf(shift / Math.SQRT2)
    expect(Math.abs(found.estimate.value! - expected)).toBeLessThan(0.03)
    expect(verdictOf(found)).toMatchObject({ state: 'ok', level, confirmed: false })
  }
  const { reason } = verdictOf(dayOf(before, drawn(2000, 2, 0.8)))
  expect(reason).toMatch(
    /^Domain classifier \(AUROC\) was 0\.7\d\d \(95 % interval 0\.\d{3} to 0\.\d{3}, n = 4000 predictions compared\) in the last 7 days, chance alone explains up to 0\.53\d: a large change from the inputs of 2026-01-01 to 2026-01-28, the first of the version\.$/,
  )
})

test('the limits are those of normal distributions 0.3 and 0.5 deviations apart', () => {
  expect(domainLimits.warning).toBeCloseTo(normalCdf(0.3 / Math.SQRT2), 2)
  expect(domainLimits.critical).toBeCloseTo(normalCdf(0.5 / Math.SQRT2), 2)
})

test('beyond the limit and yet within chance is no alarm', () => {
  const found = dayOf(drawn(200, 3), drawn(200, 4))
  const high = { ...found, estimate: { ...found.estimate, value: 0.6 } }
  expect(computeDomain(high, about).detail).toMatchObject({ level: 'none' })
  expect(computeDomain(high, about).detail!.critical).toBeGreaterThan(0.6)
})

describe('what cannot be judged says why', () => {
  test.each<[string, DomainDay | null, object]>([
    [
      'nothing compared yet',
      null,
      { state: 'undefined', reason: expect.stringContaining('once a day') },
    ],
    [
      'too few in the window',
      dayOf(drawn(500, 5), drawn(150, 6, 2)),
      {
        state: 'insufficient',
        reason: expect.stringContaining('150 predictions of the window, at least 200 needed'),
      },
    ],
    [
      'nobody in the window',
      dayOf(drawn(500, 5), []),
      { state: 'undefined', reason: expect.stringContaining('no prediction came in the window') },
    ],
    [
      'no numeric input',
      { window, reference, ...compareDomains([], sampleOf([]), domainSample(drawn(9, 1), [])) },
      { state: 'undefined', reason: expect.stringContaining('no numeric input') },
    ],
    [
      'an input that never varied',
      {
        ...{ window, reference },
        ...compareDomains(
          ['constant'],
          domainSample(constant(300), ['constant']),
          domainSample(constant(300), ['constant']),
        ),
      },
      { state: 'undefined', reason: expect.stringContaining('no numeric input varies') },
    ],
  ])('%s', (_name, found, expected) => {
    expect(verdictOf(found)).toMatchObject({ ...expected, level: 'none' })
    expect(computeDomain(found, about).detail?.level ?? null).toBeNull()
  })

  test('a subgroup', () => {
    const men = { attribute: 'sex', value: 'male' }
    const found = computeDomain(dayOf(drawn(500, 5), drawn(500, 6)), { ...about, segment: men })
    expect(found).toMatchObject({ state: 'undefined', reason: 'it is compared for everyone only' })
    expect(monitorSchema.safeParse({ ...monitor, segment: men }).error?.issues).toMatchObject([
      { path: ['segment'] },
    ])
  })
})

function constant(count: number): DrawnPrediction[] {
  return Array.from({ length: count }, (_, position) => ({
    ...{ position, turn: 0, patient: null },
    features: { constant: 1 },
  }))
}

test('missing values are counted, and their share is told unless few miss one', () => {
  const many = computeDomain(dayOf(drawn(500, 7, 0, 0.2), drawn(500, 8, 0, 0.2)), about)
  expect(many.detail!.imputedShare).toBeCloseTo(0.2 / 3, 1)
  const few = dayOf(drawn(500, 7), drawn(500, 8, 0, 0.006))
  expect(few.estimate.imputedShare).toBeGreaterThan(0)
  expect(computeDomain(few, about).detail!.imputedShare).toBeNull()
})

describe('samples', () => {
  const days = [11, 12, 13].map((seed) => drawn(300, seed))

  test('of days together are what is drawn of all of them at once', () => {
    const one = mergeSamples([sampleOf(days.flat())], features.length, 400)
    const merged = mergeSamples(
      days.map((day) => mergeSamples([sampleOf(day)], features.length, 400)),
      features.length,
      400,
    )
    expect(merged).toEqual(one)
    expect(merged.positions.length).toBe(400)
    expect(merged.positions.toSorted()).toEqual(merged.positions)
  })

  test('hold each patient once, with the prediction whose turn comes first', () => {
    const repeated = days
      .flat()
      .map((row, at) => ({ ...row, patient: `p${at % 100}`, position: (at % 100) * 7 }))
    const merged = mergeSamples(
      days.map((_, at) => sampleOf(repeated.slice(at * 300, (at + 1) * 300))),
      features.length,
      400,
    )
    const first = new Map<string, number>()
    for (const { patient, turn } of repeated) {
      first.set(patient, Math.min(first.get(patient) ?? Infinity, turn))
    }
    expect(merged.patients).toEqual([...first.keys()])
    expect([...merged.turns]).toEqual([...first.values()])
  })
})

describe('the reference', () => {
  const counted = (perDay: number, days: number, from = '2026-01-01') =>
    Array.from({ length: days }, (_, at) => ({ day: addDays(from, at), predictions: perDay }))

  test('is four weeks, or longer where few predictions come', () => {
    expect(domainReference(counted(50, 90))).toEqual(reference)
    expect(domainReference(counted(4, 90))).toEqual({ from: '2026-01-01', to: '2026-02-19' })
    expect(domainReference(counted(4, 49))).toBeNull()
    expect(domainReference([])).toBeNull()
  })

  test('waits for those who tried one prediction long before', () => {
    const tried = [{ day: '2025-10-01', predictions: 1 }, ...counted(60, 90)]
    expect(domainReference(tried)).toEqual({ from: '2025-10-01', to: '2026-01-04' })
  })

  test('and the window never overlap, and no window crosses a switch of versions', () => {
    const since = '2025-01-01'
    expect(domainWindow(reference, '2026-01-28', 7, since)).toBeNull()
    expect(domainWindow(reference, '2026-01-30', 7, since)).toEqual({
      ...{ from: '2026-01-29', to: '2026-01-30' },
    })
    expect(domainWindow(reference, '2026-03-07', 7, since)).toEqual(window)
    expect(domainWindow(reference, '2026-03-07', 7, '2026-03-05')).toEqual({
      ...{ from: '2026-03-05', to: '2026-03-07' },
    })
    expect(domainWindow(reference, '2026-03-07', 7, '2026-03-08')).toBeNull()
  })
})

test('the newest comparison is found over a short gap, and none over a long one', () => {
  const found = dayOf(drawn(300, 1), drawn(300, 2))
  const domains = (day: string, days: number) => (day === window.to && days === 7 ? found : null)
  expect(newestDomain(domains, addDays(window.to, 2), 7)).toBe(found)
  expect(newestDomain(domains, addDays(window.to, 3), 7)).toBeNull()
  expect(newestDomain(domains, window.to, 30)).toBeNull()
})

test('windows are compared day by day, and tried on history', () => {
  const from = '2026-03-01'
  const samples = new Map(
    Array.from({ length: 20 }, (_, at) => [
      addDays(from, at),
      sampleOf(drawn(200, 50 + at, at < 10 ? 0 : 1)),
    ]),
  )
  const days = [...samples.keys()]
  const windows = days.map((day) => domainWindow(reference, day, 7, from)!)
  const task = {
    ...{ features, windows, samples },
    reference: { ...reference, sample: sampleOf(drawn(2000, 40)) },
  }
  const found = compareWindows(task)
  expect(found.map((each) => each.window)).toEqual(windows)
  expect(found.map(({ estimate }) => estimate.positives)).toEqual(
    days.map((_, at) => Math.min(at + 1, 7) * 200),
  )
  const simulation = simulateMonitor(monitor, {
    ...{ baseline: null, profile: () => null, reviews: () => null, intake: () => null },
    operations: { counted: 'predictions', firstDay: null, day: () => null },
    reconstruction: () => null,
    domains: (day, length) => (length === 7 ? (found[days.indexOf(day)] ?? null) : null),
    ...{ from, to: days.at(-1)!, labelPolicy: 'exclude-unlabelled' },
    ...{ outcomeHorizonDays: 3, outcomeGraceDays: 1, detectors: 0 },
    changeAt: addDays(from, 10),
  })
  expect(simulation.firings).toMatchObject([{ level: 'critical', confirmed: false }])
  expect(simulation.delayDays).toBeLessThan(5)
})
