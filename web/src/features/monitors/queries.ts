import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refreshSystem } from '../../lib/refresh.ts'

export type Monitor = Schemas['Monitor']
export type MetricSeries = Schemas['MetricSeries']
export type Performance = Schemas['Performance']
export type Drift = Schemas['Drift']
export type Alarm = Schemas['Alarm']
export type StoredPolicy = Schemas['RollbackPolicy']
export type RollbackPolicy = StoredPolicy['policy']
export type PolicyTrial = Schemas['RollbackPolicyTrial']
export type Curves = Schemas['Curves']
export type VersionsCompared = Schemas['VersionsCompared']

export function monitorsQuery(id: string) {
  return queryOptions({
    queryKey: ['monitors', id],
    queryFn: () =>
      dataOf(api.GET('/api/v1/ai-systems/{id}/monitors', { params: { path: { id } } })),
  })
}

export type SeriesChoice = {
  metric: MetricSeries['metric']
  feature: string | undefined
  versionId: string | undefined
  attribute: string
  value: string
  windowDays: number
}

export function seriesQuery(id: string, choice: SeriesChoice) {
  const { feature, versionId, ...rest } = choice
  const query = {
    ...rest,
    ...(feature === undefined ? {} : { feature }),
    ...(versionId === undefined ? {} : { versionId }),
  }
  return queryOptions({
    queryKey: ['monitors', id, 'series', query],
    queryFn: () =>
      dataOf(api.GET('/api/v1/ai-systems/{id}/metrics', { params: { path: { id }, query } })),
    placeholderData: keepPreviousData,
  })
}

export function performanceQuery(
  id: string,
  versionId: string | undefined,
  span: { from?: string; to?: string } = {},
) {
  const query = { ...(versionId === undefined ? {} : { versionId }), ...span }
  return queryOptions({
    queryKey: ['monitors', id, 'performance', query],
    queryFn: () =>
      dataOf(api.GET('/api/v1/ai-systems/{id}/performance', { params: { path: { id }, query } })),
  })
}

/** `days` null: every day whose outcomes are known. */
export function curvesQuery(id: string, versionId: string, days: number | null) {
  const query = { versionId, ...(days === null ? {} : { days }) }
  return queryOptions({
    queryKey: ['monitors', id, 'curves', query],
    queryFn: () =>
      dataOf(
        api.GET('/api/v1/ai-systems/{id}/curves', {
          params: { path: { id }, query },
        }),
      ),
    placeholderData: keepPreviousData,
  })
}

export function versionsComparedQuery(id: string, a: string, b: string) {
  return queryOptions({
    queryKey: ['monitors', id, 'versions-compared', a, b],
    queryFn: () =>
      dataOf(
        api.GET('/api/v1/ai-systems/{id}/versions-compared', {
          params: { path: { id }, query: { a, b } },
        }),
      ),
  })
}

export function driftQuery(id: string, versionId: string | undefined) {
  const query = versionId === undefined ? {} : { versionId }
  return queryOptions({
    queryKey: ['monitors', id, 'drift', query],
    queryFn: () =>
      dataOf(api.GET('/api/v1/ai-systems/{id}/drift', { params: { path: { id }, query } })),
  })
}

export function alarmsQuery(id: string) {
  return queryOptions({
    queryKey: ['monitors', id, 'alarms'],
    queryFn: () => dataOf(api.GET('/api/v1/ai-systems/{id}/alarms', { params: { path: { id } } })),
  })
}

export function policyQuery(id: string) {
  return queryOptions({
    queryKey: ['monitors', id, 'policy'],
    queryFn: () =>
      dataOf(api.GET('/api/v1/ai-systems/{id}/rollback-policy', { params: { path: { id } } })),
  })
}

export async function addDefaultMonitors(id: string, versionId: string) {
  await dataOf(
    api.POST('/api/v1/ai-systems/{id}/monitors/defaults', {
      params: { path: { id } },
      body: { versionId },
    }),
  )
  await refreshSystem()
}

/** Turning a monitor on or off; its settings stay. */
export async function switchMonitor(monitor: Monitor, enabled: boolean) {
  const { id, aiSystemId: _system, verdict: _verdict, updatedAt: _at, ...settings } = monitor
  await dataOf(
    api.PUT('/api/v1/monitors/{id}', { params: { path: { id } }, body: { ...settings, enabled } }),
  )
  await refreshSystem()
}

export async function acknowledgeAlarm(id: string) {
  await dataOf(api.POST('/api/v1/alarms/{id}/acknowledge', { params: { path: { id } } }))
  await refreshSystem()
}

export function tryPolicy(id: string, policy: RollbackPolicy, changeAt: string) {
  const body = { policy, ...(changeAt === '' ? {} : { changeAt }) }
  return dataOf(
    api.POST('/api/v1/ai-systems/{id}/rollback-policy/trial', { params: { path: { id } }, body }),
  )
}

export async function setPolicy(id: string, body: Schemas['RollbackPolicyRequest']) {
  await dataOf(
    api.PUT('/api/v1/ai-systems/{id}/rollback-policy', { params: { path: { id } }, body }),
  )
  await refreshSystem()
}
