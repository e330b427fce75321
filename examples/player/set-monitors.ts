import type { AiSystem, Version } from '../../cli/src/systems.ts'
import type { Dataset } from '../dataset/dataset.ts'
import type { People } from './person.ts'

type Monitor = {
  id: string
  key: string
  metric: string
  segment: { attribute: string; value: string }
  severity: string
} & Record<string, unknown>

/** What the server adds to a monitor's settings, and does not take back. */
const computed = ['id', 'aiSystemId', 'verdict', 'updatedAt']

/**
 * The standard monitors, adjusted to what is replayed.
 *
 * Sensitivity may fall by 0.10 on real data: the diabetes example runs ten years of change through
 * one, and its sensitivity moves between 0.474 and 0.587 by tenths without any fault. Lakeside's
 * stays within 0.02 of its year, and its fault costs only 0.12, so 0.03 is asked there.
 *
 * Subgroups warn and do not roll back here, for the same reason: in ten years in one, the smaller
 * groups drift by more than any fault should be allowed to.
 */
export async function setMonitors(
  { owner }: People,
  system: AiSystem,
  version: Version,
  dataset: Dataset,
): Promise<void> {
  const path = `/ai-systems/${system.id}/monitors/defaults`
  const { items } = await owner.post<{ items: Monitor[] }>(path, { versionId: version.id })
  const margin = dataset.synthetic ? 0.03 : 0.1
  for (const monitor of items) {
    if (monitor.metric !== 'sensitivity') continue
    const overall = monitor.segment.attribute === ''
    const settings = Object.entries(monitor).filter(([name]) => !computed.includes(name))
    await owner.put(`/monitors/${monitor.id}`, {
      ...Object.fromEntries(settings),
      margin,
      severity: overall ? 'critical' : 'warning',
      // Only a critical monitor may lead to a rollback by itself.
      action: overall ? 'roll-back' : 'propose-rollback',
      // The mean time between false alarms that goes with the severity.
      averageRunLengthDays: overall ? 3650 : 365,
    })
  }
}

/** Primum may act alone on a confirmed loss of sensitivity or calibration. */
export async function setRollbackPolicy({ lead }: People, system: AiSystem): Promise<void> {
  const path = `/ai-systems/${system.id}/rollback-policy`
  const { policy } = await lead.get<{ policy: Record<string, unknown> }>(path)
  await lead.put(path, { ...policy, mode: 'automatic' })
}
