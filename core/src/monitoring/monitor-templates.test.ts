import { expect, test } from 'vitest'
import { metricNames, needsBaseline } from './metric-kind.ts'
import { monitorSchema } from './monitor.ts'
import type { MonitorTemplate, TemplateMonitor } from './monitor-templates.ts'
import { describeLine, monitorTemplatesSchema, templateMonitors } from './monitor-templates.ts'

const line = (more: Partial<TemplateMonitor>): TemplateMonitor => ({
  metric: 'sensitivity',
  who: 'everyone',
  severity: 'warning',
  harm: 'Missed patients.',
  expectedDelay: 'A week.',
  ...more,
})
const templateOf = (...monitors: TemplateMonitor[]): MonitorTemplate => ({
  ...{ id: 'a', title: 'A', about: 'A.', archetypes: [], monitors },
})
const version = {
  hasBaseline: true,
  threshold: 0.3,
  features: 2,
  segments: [
    { attribute: '', value: '' },
    { attribute: 'sex', value: 'female' },
    { attribute: 'site', value: 'north' },
  ],
}

test('gives a monitor for everyone, each subgroup or each site', () => {
  const keysOf = (more: Partial<TemplateMonitor>) =>
    templateMonitors(templateOf(line(more)), version).map(({ key }) => key)
  expect(keysOf({})).toEqual(['sensitivity@0.3'])
  expect(keysOf({ who: 'subgroups' })).toEqual([
    'sensitivity@0.3:sex=female',
    'sensitivity@0.3:site=north',
  ])
  expect(keysOf({ who: 'sites', metric: 'volume' })).toEqual(['volume:site=north'])
  expect(keysOf({ who: 'subgroups', metric: 'volume' })).toEqual(['volume:site=north'])
})

test('every metric that a template can name is a valid monitor, and describes itself', () => {
  for (const metric of metricNames) {
    const limits = metric === 'heartbeat' ? { limitHours: 24 } : {}
    const made = line({ metric, ...limits })
    const [monitor] = templateMonitors(templateOf(made), version)
    expect(monitorSchema.safeParse(monitor).error, metric).toBeUndefined()
    expect(monitor!.explanation).toMatch(/Missed patients\.$/)
    const described = describeLine(made)
    expect(described.explanation, metric).not.toMatch(/undefined/)
    expect(described.needs.length).toBeGreaterThan(0)
  }
})

test('gives a version without a baseline what needs none', () => {
  const metrics = metricNames.map((metric) => line({ metric }))
  const bare = { ...version, hasBaseline: false, features: 0, segments: [] }
  const found = templateMonitors(templateOf(...metrics), bare).map(({ metric }) => metric)
  const ofInputs = ['domain-classifier-auroc']
  const rest = metricNames.filter((each) => !needsBaseline(each) && !ofInputs.includes(each))
  expect(found).toEqual(rest)
  expect(found).toContain('heartbeat')
  expect(found).toContain('harm-rate')
  expect(found).not.toContain('sensitivity')
})

test('leaves inputs out for a version without any, and keeps what a line sets', () => {
  const drift = templateOf(line({ metric: 'feature-drift' }))
  expect(templateMonitors(drift, { ...version, features: 0 })).toEqual([])
  const slow = line({ metric: 'latency', limit: 99, windowDays: 3, action: 'notify' })
  const [monitor] = templateMonitors(templateOf(slow), version)
  expect(monitor).toMatchObject({ limit: 99, windowDays: 3, action: 'notify' })
  expect(describeLine(line({})).averageRunLengthDays).toBe(365)
  expect(describeLine(slow).averageRunLengthDays).toBeNull()
})

test('content with an id used twice is refused', () => {
  const template = { id: 'a', title: 'A', about: 'A.', archetypes: [], monitors: [line({})] }
  const content = {
    ...{ id: 'monitor-templates', version: '1.0.0', title: 'T', source: ['OWN'] },
    ...{ asOf: '2026-11-22', confidence: 'recalled', sources: { OWN: { title: 'Own' } } },
  }
  const check = (templates: object[]) =>
    monitorTemplatesSchema.safeParse({ ...content, templates }).success
  expect(check([template])).toBe(true)
  expect(check([template, template])).toBe(false)
})
