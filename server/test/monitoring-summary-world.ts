import { newMonitor } from '@primum/core/monitoring/monitor'
import type { MetricName } from '@primum/core/monitoring/metric-kind'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import { overallSegment } from '@primum/core/monitoring/segment'
import { expect } from 'vitest'
import { fileMonths } from '../src/jobs/filing-round.ts'
import type { Person, TestServer } from './harness.ts'

/** What the hourly schedule does; its errors. */
export async function round(server: TestServer): Promise<string[]> {
  const errors: unknown[] = []
  await fileMonths(server.services, new AbortController().signal, (each) => errors.push(each))
  return errors.map(String)
}

/** The summaries of a system, by title, as somebody sees them. */
export async function summariesOf(reader: Person, aiSystemId: string) {
  const query = `kind=monitoring-summary&origin=primum&sort=title&aiSystemId=${aiSystemId}`
  const { status, body } = await reader.call('GET', `/evidence?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.items
}

/** What the only version of a summary says. */
export async function contentOf(reader: Person, evidenceId: string) {
  const answer = await reader.call('GET', `/evidence/${evidenceId}/versions/1/content`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}

/** A monitor that judges however few there are, of everyone or of one sex. */
export function watching(metric: MetricName, sex = '', more: Partial<Monitor> = {}): Monitor {
  const segment = sex === '' ? overallSegment : { attribute: 'sex', value: sex }
  const extra = {
    ...(metric === 'sensitivity' ? { threshold: 0.3 } : {}),
    ...(metric === 'heartbeat' ? { limitHours: 48 } : {}),
    ...{ minimumSample: 1, action: 'notify' as const },
    ...more,
  }
  return { ...newMonitor(metric, 'warning', segment, extra) }
}

export async function watch(lead: Person, path: string, monitor: Monitor): Promise<string> {
  const made = await lead.call('POST', `${path}/monitors`, monitor)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.id
}
