import type { Day } from './days.ts'
import { z } from 'zod'
import type { LogHistogram } from './log-histogram.ts'
import { durationCount, mergeDurations } from './log-histogram.ts'

/**
 * How an AI system ran and was used on one day, for everyone or one site. Whole counts only, so
 * that days, sites and late arrivals add up in any order.
 */
export type OperationsDay = {
  /** predictions made on this day, by hours until they arrived */
  predictionDelays: LogHistogram
  /** outcomes observed on this day, by hours until they arrived */
  outcomeDelays: LogHistogram
  ok: number
  error: number
  timeout: number
  /** milliseconds of the calls that say how long they took */
  latencies: LogHistogram
  accepted: number
  overridden: number
  dismissed: number
}

const histogram = z.record(z.string().regex(/^\d{1,3}$/), z.int())

/** What was stored before a count existed has none of it. */
export const operationsDaySchema = z.object({
  predictionDelays: histogram.default({}),
  outcomeDelays: histogram.default({}),
  ok: z.int().default(0),
  error: z.int().default(0),
  timeout: z.int().default(0),
  latencies: histogram.default({}),
  accepted: z.int().default(0),
  overridden: z.int().default(0),
  dismissed: z.int().default(0),
})

export function emptyOperations(): OperationsDay {
  return operationsDaySchema.parse({})
}

/** Adds `source` to `target` in place. */
export function mergeOperations(target: OperationsDay, source: OperationsDay): void {
  mergeDurations(target.predictionDelays, source.predictionDelays)
  mergeDurations(target.outcomeDelays, source.outcomeDelays)
  mergeDurations(target.latencies, source.latencies)
  for (const count of ['ok', 'error', 'timeout', 'accepted', 'overridden', 'dismissed'] as const) {
    target[count] += source[count]
  }
}

/** The days of one segment. */
export type OperationsDays = {
  /** calls stand in where no prediction was ever sent, as for generated texts, which have no score */
  counted: 'predictions' | 'calls'
  /** the first day that has any data; null where there is none yet */
  firstDay: Day | null
  day: (day: Day) => OperationsDay | null
}

/** How often a system was used on a day. */
export function usesOf(day: OperationsDay | null, counted: OperationsDays['counted']): number {
  if (day === null) return 0
  if (counted === 'predictions') return durationCount(day.predictionDelays)
  return day.ok + day.error + day.timeout
}
