/**
 * What may be promised of false alarms before any data is seen, in numbers to be shown beside a
 * monitor. M less its number of days is a supermartingale while nothing has changed, so the mean
 * time to M ≥ A is at least A days, and the chance of it within t days at most t/A: both hold for
 * every distribution on the good side, so the truth is often better by a multiple.
 * Source: optional stopping at the alarm; J. Shin, A. Ramdas and A. Rinaldo, see e-detector.ts.
 */
export type StatedRunLength = {
  /** mean days to a false alarm of this monitor alone, at least */
  monitorDays: number
  /** mean days to a false alarm of any of the monitors that share the budget, at least */
  versionDays: number
  /** chance of a false alarm of this monitor within `horizonDays`, at most */
  monitorChance: number
  /** chance of a false alarm of any of them within `horizonDays`, at most */
  versionChance: number
  horizonDays: number
}

/**
 * `averageRunLengthDays` is that of the version, shared by `detectors` monitors, as for
 * `alarmThreshold`. Throws RangeError for numbers that are not above 0.
 */
export function statedRunLength(
  setting: { averageRunLengthDays: number; detectors: number },
  horizonDays = 365,
): StatedRunLength {
  const { averageRunLengthDays, detectors } = setting
  if (!(averageRunLengthDays > 0 && horizonDays > 0 && detectors >= 0)) {
    throw new RangeError('run lengths and horizons are above 0')
  }
  const versionDays = Math.max(1, averageRunLengthDays)
  const monitorDays = versionDays * Math.max(1, detectors)
  return {
    monitorDays,
    versionDays,
    monitorChance: Math.min(1, horizonDays / monitorDays),
    versionChance: Math.min(1, horizonDays / versionDays),
    horizonDays,
  }
}
