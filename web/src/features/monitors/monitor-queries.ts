import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import { api } from '../../lib/api.ts'
import { refreshSystem } from '../../lib/refresh.ts'

export type MonitorSimulation = Schemas['MonitorSimulation']

export async function addMonitor(aiSystemId: string, body: Monitor): Promise<void> {
  await dataOf(
    api.POST('/api/v1/ai-systems/{id}/monitors', { params: { path: { id: aiSystemId } }, body }),
  )
  await refreshSystem()
}

export async function changeMonitor(id: string, body: Monitor): Promise<void> {
  await dataOf(api.PUT('/api/v1/monitors/{id}', { params: { path: { id } }, body }))
  await refreshSystem()
}

/** What the settings would have said on the history of a version; nothing is kept. */
export function tryMonitor(
  aiSystemId: string,
  monitor: Monitor,
  history: { versionId: string; changeAt: string },
): Promise<MonitorSimulation> {
  const { metric, segment, severity, windowDays, margin, minimumSample } = monitor
  const { feature, threshold, limit, limitHours, badSide, labelPolicy, outcomeHorizonDays } =
    monitor
  const optional = { feature, threshold, limit, limitHours, badSide, labelPolicy }
  const given = { ...optional, outcomeHorizonDays, changeAt: history.changeAt || undefined }
  const query = {
    ...{ metric, severity, windowDays, margin, minimumSample, ...segment },
    averageRunLengthDays: monitor.averageRunLengthDays,
    versionId: history.versionId,
    ...(monitor.deltas.length === 0 ? {} : { deltas: monitor.deltas.join(',') }),
    ...(Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    ) as Given<typeof given>),
  }
  return dataOf(
    api.GET('/api/v1/ai-systems/{id}/monitors/simulation', {
      params: { path: { id: aiSystemId }, query },
    }),
  )
}

type Given<Values> = { [Name in keyof Values]?: NonNullable<Values[Name]> }
