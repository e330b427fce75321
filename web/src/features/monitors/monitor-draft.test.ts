import { ProblemError } from '@primum/client'
import { metricNames } from '@primum/core/monitoring/metric-kind'
import { monitorSchema } from '@primum/core/monitoring/monitor'
import { expect, test } from 'vitest'
import { draftOf, toDraft, toMonitor, withSeverity, withWatched } from './monitor-draft.ts'
import { groupedMetrics } from './monitor-fields.ts'

const version = { threshold: 0.3 }

test.each(metricNames)('what is offered for %s is what the server accepts', (metric) => {
  const parsed = monitorSchema.safeParse(toMonitor(draftOf(metric, version), version))
  expect(parsed.error?.issues ?? []).toEqual([])
  const critical = withSeverity(draftOf(metric, version), 'critical')
  const issues = monitorSchema.safeParse(toMonitor(critical, version)).error?.issues ?? []
  // What is estimated only warns, and the form does not offer otherwise.
  expect(issues.map(({ path }) => path[0])).toEqual(
    metric.startsWith('estimated-') ? ['severity'] : [],
  )
})

test('every metric stands in one group', () => {
  const listed = groupedMetrics().flatMap(({ metrics }) => metrics)
  expect(listed.toSorted()).toEqual([...metricNames].toSorted())
})

test('a monitor comes out of the form as it went in', () => {
  const draft = withWatched(draftOf('sensitivity', version), {
    segment: { attribute: 'sex', value: 'female' },
  })
  const monitor = { ...toMonitor(draft, version), outcomeHorizonDays: 14, margin: 0.08 }
  expect(monitor.key).toBe('sensitivity@0.3:sex=female')
  expect(monitor.explanation).toContain('sex: female')
  expect(toMonitor(toDraft(monitor), version)).toEqual(monitor)
})

test('an empty number is the default of the metric, and nothing where there is none', () => {
  const empty = { ...draftOf('auroc', version), windowDays: '', outcomeHorizonDays: '' } as const
  const monitor = toMonitor(empty, version)
  expect(monitor.windowDays).toBe(30)
  expect(monitor).not.toHaveProperty('outcomeHorizonDays')
})

test('a severity takes along what was left as offered, and keeps what was chosen', () => {
  const offered = withSeverity(draftOf('sensitivity', version), 'critical')
  expect(offered).toMatchObject({ averageRunLengthDays: 3650, action: 'roll-back' })
  const chosen = withSeverity(
    { ...draftOf('sensitivity', version), averageRunLengthDays: 500, action: 'finding' },
    'critical',
  )
  expect(chosen).toMatchObject({ averageRunLengthDays: 500, action: 'finding' })
  const back = withSeverity({ ...offered, action: 'suspend' }, 'warning')
  expect(back).toMatchObject({ averageRunLengthDays: 365, action: 'propose-rollback' })
})

test('another metric drops the group that it is not counted for', () => {
  const kept = { segment: { attribute: 'sex', value: 'female' } }
  expect(draftOf('auroc', version, kept).segment).toEqual(kept.segment)
  expect(draftOf('latency', version, kept).segment.attribute).toBe('')
  expect(draftOf('feature-drift', version, kept).segment.attribute).toBe('')
})

test('words that a person wrote are kept, those offered follow what is watched', () => {
  const own = { ...draftOf('auroc', version), explanation: 'As agreed in May.' }
  const segment = { attribute: 'site', value: 'north' }
  expect(withWatched(own, { segment }).explanation).toBe('As agreed in May.')
  expect(withWatched(draftOf('auroc', version), { segment }).explanation).toContain('site: north')
})

test('changes to look for that are no numbers are named at their field', () => {
  const draft = { ...draftOf('sensitivity', version), deltas: '0.05 and more' }
  expect(() => toMonitor(draft, version)).toThrow(ProblemError)
  expect(toMonitor({ ...draft, deltas: '0.05;0.1' }, version).deltas).toEqual([0.05, 0.1])
})
