import type { Reason } from '../shared/result.ts'
import type { AliasMove } from './alias-history.ts'
import type { Baseline } from './baseline.ts'
import type { Day } from './days.ts'
import type { IntakeDays } from './intake-day.ts'
import type { MetricEstimate } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import type { Profile } from './profile.ts'
import type { LabelPolicy } from './profile-views.ts'
import type { RollbackCandidate } from './rollback-target.ts'
import type { Segment } from './segment.ts'
import type { Verdict } from './verdict.ts'

/** What is known of a version as a target, besides how it did in production. */
export type TargetFacts = Omit<RollbackCandidate, 'versionId' | 'served' | 'lastRolledBackFromAt'>

/** One time of a version in production, and everything that monitors saw in it. */
export type TrialPeriod = {
  versionId: string
  /** ISO instants; `to` null where it lasts */
  since: string
  until: string | null
  /**
   * the days that are replayed, both included: those on which it was in production, the last one up
   * to `until`; none where `from` is after `to`
   */
  from: Day
  to: Day
  /** labelled predictions of its days before those */
  outcomesBefore: number
  /** null where the version has none: then nothing can be judged */
  baseline: Baseline | null
  profile: (segment: Segment, day: Day) => Profile | null
  /** what became of all that arrived until its end, whatever is in profiles */
  intake: IntakeDays
}

export type TrialHistory = {
  /** oldest first */
  periods: readonly TrialPeriod[]
  moves: readonly AliasMove[]
  /** those that are on; the policy hears those of its triggers, and of inputs that fail */
  monitors: readonly Monitor[]
  labelPolicy: LabelPolicy
  outcomeHorizonDays: number
  outcomeGraceDays: number
  /** what the checks of a target knew at the end of a day of the period that failed */
  target: (versionId: string, at: { period: TrialPeriod; day: Day; now: string }) => TargetFacts
  labelOf: (versionId: string) => string
  /** how a verdict on this estimate may be told to people */
  reasonShown: (monitor: Monitor, verdict: Verdict, estimate: MetricEstimate) => string
  /** the first day of a known change for the worse */
  changeAt?: Day
}

/** What the policy would have done, and when first. */
export type TrialEvent = {
  day: Day
  action: 'rollback' | 'suspend' | 'propose' | 'page'
  versionId: string
  targetVersionId: string | null
  /** of a proposal: when it is carried out if nobody answers */
  dueAt: string | null
  /** it carries out a proposal that nobody answered, and so is no event of its own to count */
  carriesOut: boolean
  reasons: Reason[]
}

export type PolicyTrial = {
  /** days replayed, each with a version in production */
  days: number
  events: TrialEvent[]
  falseAlarmsPerYear: {
    /** seen before the change, or in all days where no change is known; null below 30 days */
    counted: number | null
    stableDays: number
  }
  /** from the change to the first action after it; null without a change or an action */
  delayDays: number | null
  sentence: string
}
