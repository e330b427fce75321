import { describe, expect, test } from 'vitest'
import { buildBaseline } from './baseline.ts'
import { estimableSegments } from './estimable-segments.ts'
import type { Monitor } from './monitor-record.ts'
import { defaultMonitors, detectorCount, monitorKey, monitorSchema } from './monitor.ts'
import { overallSegment } from './segment.ts'
import { cohort, cohortFeatures, cohortSpec } from './test-cohort.ts'

const female = { attribute: 'sex', value: 'female' }
const version = {
  thresholds: [0.3],
  features: cohortFeatures,
  segments: [female],
  tier: 'high' as const,
}
const monitors = defaultMonitors(version)

describe('the standard set', () => {
  test('passes its own schema and has unique keys', () => {
    for (const monitor of monitors) expect(monitorSchema.parse(monitor)).toEqual(monitor)
    expect(new Set(monitors.map((monitor) => monitor.key)).size).toBe(monitors.length)
  })

  test('is critical for missed patients and misleading risks, and warns for the rest', () => {
    const critical = monitors.filter((each) => each.severity === 'critical').map((each) => each.key)
    expect(critical).toEqual([
      'sensitivity@0.3',
      'sensitivity@0.3:sex=female',
      'observed-expected-ratio',
    ])
    const warning = monitors
      .filter((each) => each.severity === 'warning')
      .map((each) => each.metric)
    expect(warning).toEqual([
      'specificity',
      'positive-predictive-value',
      'auroc',
      'score-drift',
      'feature-drift',
      'missingness',
      'heartbeat',
    ])
  })

  test('explains each in plain words, without a gap', () => {
    for (const { explanation } of monitors) {
      expect(explanation).toMatch(/^[A-Z].*\.$/)
      expect(explanation).not.toMatch(/undefined|null/)
    }
  })

  test('the tier changes how soon silence is noticed and what a subgroup may do', () => {
    const low = defaultMonitors({ ...version, tier: 'low' })
    const hours = (set: Monitor[]) => set.find((each) => each.metric === 'heartbeat')!.limitHours!
    expect(hours(monitors)).toBeLessThan(hours(low))
    expect(low.find((each) => each.key.endsWith('sex=female'))!.severity).toBe('warning')
  })

  test('a version without inputs or thresholds still has its watch', () => {
    const bare = defaultMonitors({ ...version, thresholds: [], features: [] })
    expect(bare.map((each) => each.metric)).toEqual([
      'observed-expected-ratio',
      'auroc',
      'score-drift',
      'heartbeat',
    ])
  })

  test('counts the detectors that share false alarms', () => {
    expect(detectorCount(monitors)).toBe(5)
    expect(detectorCount(monitors.map((each) => ({ ...each, enabled: false })))).toBe(0)
  })
})

describe('the schema refuses', () => {
  const base = monitors[0]!
  const { threshold: _, ...withoutThreshold } = base
  test.each<[string, unknown]>([
    ['a rate without its threshold', withoutThreshold],
    ['a threshold for what has none', { ...base, metric: 'auroc', deltas: [] }],
    ['a feature for what is not about one', { ...base, feature: 'age' }],
    ['a detector without effect sizes', { ...base, deltas: [] }],
    ['a distance of rates of 1', { ...base, deltas: [1] }],
    ['half a segment', { ...base, segment: { attribute: 'sex', value: '' } }],
    ['a heartbeat without its limit', { ...withoutThreshold, metric: 'heartbeat', deltas: [] }],
    ['an odds ratio of 1', { ...withoutThreshold, metric: 'observed-expected-ratio', deltas: [1] }],
    [
      'drift of inputs per subgroup',
      { ...withoutThreshold, metric: 'feature-drift', deltas: [], segment: female },
    ],
    ['an unknown metric', { ...base, metric: 'recall' }],
  ])('%s', (_, monitor) => {
    expect(monitorSchema.safeParse(monitor).success).toBe(false)
  })
})

test('keys name metric, feature, threshold and segment', () => {
  expect(monitorKey({ metric: 'missingness', feature: 'age', segment: overallSegment })).toBe(
    'missingness/age',
  )
  expect(monitorKey({ metric: 'sensitivity', threshold: 0.5, segment: female })).toBe(
    'sensitivity@0.5:sex=female',
  )
})

test('a subgroup in which nobody is found is estimable: its events count, not the hits', () => {
  const rows = cohort(1500, 41)
  const missed = { ...cohortSpec, thresholds: [1] }
  const found = estimableSegments(buildBaseline(rows, missed), 'exclude-unlabelled')
  expect(found.find(({ segment }) => segment.value === 'female')).toMatchObject({ estimable: true })
  const limits = { denominator: 0, events: 10_000 }
  const strict = estimableSegments(buildBaseline(rows, missed), 'exclude-unlabelled', limits)
  expect(strict.every(({ reason }) => reason!.includes('at least 10000 needed'))).toBe(true)
})

test('small subgroups are listed as not estimable, with the reason', () => {
  const found = estimableSegments(buildBaseline(cohort(1500, 41), cohortSpec), 'exclude-unlabelled')
  const at = (value: string) => found.find((each) => each.segment.value === value)!
  expect(at('female')).toMatchObject({ estimable: true, reason: null })
  expect(at('unknown').estimable).toBe(false)
  expect(at('unknown').reason).toMatch(/with the outcome at validation, at least 30 needed/)
  const none = buildBaseline(cohort(1500, 41), { ...cohortSpec, thresholds: [] })
  expect(estimableSegments(none, 'exclude-unlabelled').every((each) => !each.estimable)).toBe(true)
})
