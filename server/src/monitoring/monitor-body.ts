import type { z } from 'zod'
import { actionOf } from '@primum/core/monitoring/monitor-action'
import type { MonitorAction, Monitor } from '@primum/core/monitoring/monitor-record'
import type { verdict } from '../features/monitors/schemas.ts'

/** A verdict as it is kept with its monitor, its alarm and its incident. */
export type StoredVerdict = z.infer<typeof verdict>

/**
 * The settings of a monitor's row; whether it is on is a column of its own. One stored before
 * monitors had an action has that of its severity.
 */
export function bodyOf(row: {
  body: unknown
  enabled: boolean
}): Monitor & { action: MonitorAction } {
  const body = row.body as Monitor
  return { ...body, action: actionOf(body), enabled: row.enabled }
}
