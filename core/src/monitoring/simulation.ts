import type { DriftLevel } from '../statistics/population-stability-index.ts'
import type { Day } from './days.ts'

/** One alarm: from the day it would have been raised to the day it would have gone quiet. */
export type Firing = {
  day: Day
  level: DriftLevel
  confirmed: boolean
  reason: string
  resolvedDay: Day | null
}

export type Simulation = {
  days: number
  firings: Firing[]
  falseAlarmsPerYear: {
    /** at most so many, promised whatever the data; null for metrics without a detector */
    stated: number | null
    /** seen before the change, or in all of the history where no change is known; null below 30 days */
    counted: number | null
    stableDays: number
  }
  /** days from the change to the first alarm after it; null without a change or an alarm */
  delayDays: number | null
  sentence: string
}
