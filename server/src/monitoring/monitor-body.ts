import type { z } from 'zod'
import type { Monitor } from '@primum/core/monitoring/monitor'
import type { verdict } from '../features/monitors/schemas.ts'

/** A verdict as it is kept with its monitor, its alarm and its incident. */
export type StoredVerdict = z.infer<typeof verdict>

/** The settings of a monitor's row; whether it is on is a column of its own. */
export function bodyOf(row: { body: unknown; enabled: boolean }): Monitor {
  return { ...(row.body as Monitor), enabled: row.enabled }
}
