import { addDuration } from '@primum/core/monitoring/log-histogram'
import { millisecondsPerHour } from '@primum/core/monitoring/days'
import type { Context } from '../context.ts'
import { changeOperations } from './change-operations.ts'
import type { OperationsChange } from './change-operations.ts'

type Arrival = { at: number; day: string; site: string | null }

/**
 * Counts what arrived by the day it is about and by the hours it took to arrive; `received` is the
 * moment in the system's own time. The caller holds the telemetry lock of the AI system.
 */
export async function countArrivals(
  tx: Context,
  aiSystemId: string,
  kind: 'predictionDelays' | 'outcomeDelays',
  arrivals: readonly Arrival[],
  received: Date,
): Promise<void> {
  await changeOperations(
    tx,
    aiSystemId,
    arrivals.map(({ at, day, site }): OperationsChange => {
      const hours = Math.max(0, received.getTime() - at) / millisecondsPerHour
      return { day, site, count: (sum) => addDuration(sum[kind], hours) }
    }),
  )
}
