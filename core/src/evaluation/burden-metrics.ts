import type { Segment } from '../monitoring/segment.ts'
import { alertBurden } from '../statistics/alert-burden.ts'
import type { Estimate } from '../statistics/estimate.ts'

/**
 * Alerts of the encounters of a segment at one threshold. Every prediction at or above it is an
 * alert, whatever row stands for the encounter in the other metrics, and whether or not its outcome
 * is known: alerts are work on the day they come.
 */
export type BurdenCounts = {
  threshold: number
  /** encounters with at least one score */
  encounters: number
  alerts: number
  alertedEncounters: number
  /** predictions with a score; more than encounters where some were scored again */
  predictions: number
}

/** The burden of a segment, at each threshold. */
export type SegmentBurden = { segment: Segment; counts: BurdenCounts[] }

/** Only where the column of encounters is named. */
export type BurdenMetrics = {
  /** alerts per 100 encounters */
  'alert-burden'?: Estimate
  /** of 100 encounters, those with an alert */
  'encounters-alerted'?: Estimate
}

export function burdenMetrics(
  { encounters, alerts, alertedEncounters, predictions }: BurdenCounts,
  options: { minimum: number },
): BurdenMetrics {
  const repeated = predictions > encounters
  const alerted = { alerts: alertedEncounters, encounters, repeated: false }
  return {
    'alert-burden': alertBurden({ alerts, encounters, repeated }, options),
    'encounters-alerted': {
      ...alertBurden(alerted, options),
      method: 'encounters alerted per 100 encounters',
    },
  }
}
