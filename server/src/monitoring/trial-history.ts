import { addDays } from '@primum/core/monitoring/days'
import { referenceProfile } from '@primum/core/monitoring/baseline'
import { maturedThrough } from '@primum/core/monitoring/maturity'
import type { TargetFacts, TrialHistory, TrialPeriod } from '@primum/core/monitoring/policy-trial'
import { labelledCount, observedExpectedSums } from '@primum/core/monitoring/profile-views'
import type { LabelPolicy } from '@primum/core/monitoring/profile-views'
import { inputProblems } from '@primum/core/monitoring/rollback-input-schema'
import { overallSegment } from '@primum/core/monitoring/segment'
import { defaultWindowDays } from '@primum/core/monitoring/thresholds'
import { dailyProfilesOf } from './daily-profiles.ts'
import type { DailyProfiles } from './daily-profiles.ts'
import { acceptedMargin, caseMixOf } from './live-case-mix.ts'
import type { LiveMix } from './live-case-mix.ts'
import { isHidden, shownReason } from './suppress-estimate.ts'
import type { PeriodFacts, TrialFacts, VersionFacts } from './trial-facts.ts'

type Known = Omit<VersionFacts, 'profiles'> & { profiles: DailyProfiles | null }

/** The history that a trial asks, of what was read. Profiles are decoded when it asks for them. */
export function trialHistoryOf(facts: TrialFacts): TrialHistory {
  const { span, monitors, labelPolicy, outcomeHorizonDays, outcomeGraceDays } = facts
  const known = new Map(facts.versions.map((each) => [each.version.id, decodable(each)]))
  const margin = acceptedMargin(monitors.map((monitor) => ({ monitor })))
  const periods = facts.periods.map((period): TrialPeriod => {
    const { versionId, from, to, since, until } = period
    const { version, profiles } = known.get(versionId)!
    return {
      ...{ versionId, from, to, since, until, baseline: version.baseline },
      outcomesBefore: outcomesBefore(period, known.get(versionId)!, labelPolicy),
      profile: (segment, day) => profiles?.day(segment, day) ?? null,
      intake: (day) => period.intake.get(day) ?? null,
    }
  })
  return {
    ...{ periods, moves: facts.moves, monitors, labelPolicy },
    ...{ outcomeHorizonDays, outcomeGraceDays },
    target: (versionId, { period, now }) => {
      const live = known.get(period.versionId)!
      const through = maturedThrough(now, outcomeHorizonDays, outcomeGraceDays)
      return targetFacts(known.get(versionId)!, live, { through, labelPolicy, margin })
    },
    labelOf: (id) => known.get(id)?.version.label ?? id,
    reasonShown: (monitor, verdict, estimate) =>
      shownReason(monitor, verdict, isHidden(estimate, monitor, span, null)),
  }
}

function decodable({ profiles, ...facts }: VersionFacts): Known {
  const { baseline } = facts.version
  return { ...facts, profiles: baseline && dailyProfilesOf(profiles, baseline) }
}

function outcomesBefore({ before }: PeriodFacts, { version }: Known, labelPolicy: LabelPolicy) {
  if (before === null || version.baseline === null) return 0
  const profiles = dailyProfilesOf(before.profiles, version.baseline)
  return labelledCount(profiles.window(overallSegment, before.from, before.to), labelPolicy)
}

function targetFacts(
  { version, approvalsValid }: Known,
  live: Known,
  context: { through: string; labelPolicy: LabelPolicy; margin: number },
): TargetFacts {
  const { baseline, withdrawn, artifactSha256, inputSchema } = version
  return {
    exists: true,
    artifactDigestRecorded: /^[0-9a-f]{64}$/i.test(artifactSha256),
    withdrawn,
    schemaCompatible: inputProblems(inputSchema, live.version.inputSchema).length === 0,
    approvalsValid: approvalsValid && !withdrawn,
    wasGood: baseline !== null && referenceProfile(baseline, overallSegment) !== null,
    caseMix: caseMixOf(version, liveMixOf(live, context), context),
  }
}

/** The patients of then: matured positives per group over the window before. */
function liveMixOf(
  { version, profiles }: Known,
  { through, labelPolicy }: { through: string; labelPolicy: LabelPolicy },
): LiveMix {
  const mix: LiveMix = new Map()
  if (profiles === null) return mix
  const from = addDays(through, 1 - defaultWindowDays.performance)
  for (const attribute of version.baseline?.groups ?? []) {
    const counts = profiles.values(attribute).map((value) => {
      let positives = 0
      for (let day = from; day <= through; day = addDays(day, 1)) {
        const profile = profiles.day({ attribute, value }, day)
        if (profile !== null) positives += observedExpectedSums(profile, labelPolicy).observed
      }
      return { value, positives }
    })
    mix.set(attribute, counts)
  }
  return mix
}
