import { setImmediate } from 'node:timers/promises'
import type { Baseline } from '@primum/core/monitoring/baseline'
import { hasDetector } from '@primum/core/monitoring/metric-kind'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import { emptyProfile } from '@primum/core/monitoring/profile'
import { segmentKey } from '@primum/core/monitoring/segment'
import { dailyProfilesOf } from './daily-profiles.ts'
import type { DailyProfiles, ProfileRow } from './daily-profiles.ts'
import { judgeMonitors } from './judge-monitors.ts'
import type { Bench, JudgedMonitor, Remembered } from './judge-monitors.ts'

type Stored = { baseline: Baseline; rows: readonly ProfileRow[] }

/**
 * Judges monitors that remember nothing, from the first day of the epoch on. Detectors are fed one
 * monitor after the other, so that others are answered meanwhile and only the days of one are
 * decoded at a time.
 */
export async function judgeAnew(
  bench: Omit<Bench, 'compared'>,
  stored: Stored | null,
  monitors: readonly { id: string; monitor: Monitor }[],
): Promise<JudgedMonitor[]> {
  const fed: ((typeof monitors)[number] & { remembered: Remembered | null })[] = []
  for (const each of monitors) {
    fed.push({ ...each, remembered: fedDetector(bench, stored, each) })
    await setImmediate()
  }
  const compared = stored && {
    baseline: stored.baseline,
    profiles: dailyProfilesOf(stored.rows, stored.baseline),
  }
  return judgeMonitors({ ...bench, compared }, fed)
}

/** The detector alone: the verdict that comes with it rests on no window, and is left aside. */
function fedDetector(
  bench: Omit<Bench, 'compared'>,
  stored: Stored | null,
  each: { id: string; monitor: Monitor },
): Remembered | null {
  if (!hasDetector(each.monitor.metric)) return null
  const compared = stored && {
    baseline: stored.baseline,
    profiles: daysOnly(stored, each.monitor),
  }
  const [judged] = judgeMonitors({ ...bench, compared }, [{ ...each, remembered: null }])
  return { detector: judged!.detector, throughDay: judged!.throughDay, verdict: null }
}

function daysOnly({ rows, baseline }: Stored, { segment }: Monitor): DailyProfiles {
  const key = segmentKey(segment)
  const own = rows.filter((row) => segmentKey(row) === key)
  const { day } = dailyProfilesOf(own, baseline)
  return { day, values: () => [], window: () => emptyProfile(baseline) }
}
