/**
 * Default settings of monitors. Each is our choice, made to be read and argued with; an
 * organization overrides it per monitor. docs/reference/monitoring/thresholds.md gives the reasons.
 */

/** How far a metric may lie from its value at validation before it counts as worse. */
export const defaultMargins = {
  auroc: 0.05,
  'average-precision': 0.05,
  sensitivity: 0.05,
  specificity: 0.05,
  'positive-predictive-value': 0.05,
  /** it lies close to 1 where the outcome is rare, so a small fall is many missed patients */
  'negative-predictive-value': 0.02,
  /** as a ratio: the odds of the outcome may be 1.2 times higher or lower than at validation */
  'observed-expected-ratio': 0.2,
  /** on the log-odds scale: a ratio of the odds of about 1.2, as above */
  'calibration-in-the-large': 0.2,
  'calibration-slope': 0.2,
  'expected-calibration-error': 0.02,
  'brier-score': 0.02,
  'flag-rate': 0.05,
  'estimated-auroc': 0.05,
  'estimated-sensitivity': 0.05,
  /** not used: the level of a drift comes from the index itself */
  'score-drift': 0,
  'feature-drift': 0,
  'multivariate-drift': 0,
  'domain-classifier-auroc': 0,
  missingness: 0.05,
  heartbeat: 0,
  /** not used: operations are measured against a limit, volume against its own past */
  latency: 0,
  'error-rate': 0,
  volume: 0,
  'late-data': 0,
  'override-rate': 0,
  /** not used: measured against a limit, as are reviews */
  'invalid-data': 0,
  'hallucination-rate': 0,
  'omission-rate': 0,
  'harm-rate': 0,
  'refusal-rate': 0,
  'escalation-rate': 0,
  'mean-rating': 0,
  'mean-edit-distance': 0,
  'reviewer-agreement': 0,
} as const

/**
 * What is accepted of operations, reviews and what arrives: p95 in milliseconds, a rating from 1 to 5, a kappa,
 * else a share. Each hospital sets its own.
 */
export const defaultLimits = {
  latency: 2000,
  'error-rate': 0.01,
  'late-data': 0.05,
  'override-rate': 0.5,
  /** of what arrives; one in a hundred may be a slip, more is a fault */
  'invalid-data': 0.01,
  'hallucination-rate': 0.05,
  'omission-rate': 0.1,
  'harm-rate': 0.01,
  'refusal-rate': 0.1,
  /** at least: fewer means that emergencies stay with the program */
  'escalation-rate': 0.02,
  'mean-rating': 3.5,
  'mean-edit-distance': 0.3,
  /** moderate agreement begins about here (Landis and Koch 1977) */
  'reviewer-agreement': 0.4,
} as const

/** Hours after which a prediction or an outcome counts as late. */
export const defaultLateHours = 24

/** Volume: weeks looked back, least of them with data, and the share of false alarms per look. */
export const volumeSettings = { weeks: 8, leastWeeks: 4, falseAlarmShare: 0.001 } as const

/** Falls below the floor that the detector of a rate is tuned to: a slow slide to a collapse. */
export const defaultRateDeltas = [0.05, 0.1, 0.2] as const

/** The same for a negative predictive value, which has little room below 1. */
export const defaultNegativeDeltas = [0.02, 0.05, 0.1] as const

/** The same for harm in reviewed outputs, where a small rise is much. */
export const defaultHarmDeltas = [0.01, 0.03, 0.1] as const

/** The same for a mean rating, in points of 1 to 5. */
export const defaultRatingDeltas = [0.25, 0.5, 1] as const

/** Odds ratios beyond the tolerated one that the detector of calibration is tuned to, both ways. */
export const defaultOddsRatios = [1.25, 1.5, 2] as const

/**
 * Least sample for a verdict, in what carries the information of the metric: positives for
 * sensitivity, negatives for specificity, flagged predictions for positive predictive value, the
 * smaller class for AUROC, calibration in the large and its slope, outputs judged for reviews (by
 * two or more for agreement), predictions for the rest.
 */
export const defaultMinimumSamples = {
  auroc: 30,
  'average-precision': 30,
  sensitivity: 30,
  specificity: 30,
  'positive-predictive-value': 30,
  'negative-predictive-value': 100,
  'observed-expected-ratio': 100,
  'calibration-in-the-large': 30,
  'calibration-slope': 100,
  'expected-calibration-error': 200,
  'brier-score': 100,
  'flag-rate': 100,
  'estimated-auroc': 30,
  'estimated-sensitivity': 30,
  'score-drift': 200,
  'feature-drift': 200,
  'multivariate-drift': 200,
  /** of the smaller side */
  'domain-classifier-auroc': 200,
  missingness: 100,
  'invalid-data': 30,
  heartbeat: 0,
  latency: 100,
  'error-rate': 100,
  volume: 0,
  'late-data': 100,
  'override-rate': 30,
  'hallucination-rate': 30,
  'omission-rate': 30,
  'harm-rate': 30,
  'refusal-rate': 30,
  'escalation-rate': 30,
  'mean-rating': 30,
  'mean-edit-distance': 30,
  'reviewer-agreement': 30,
} as const

/** Days looked back: outcomes are rare and late, distributions are quick to count. */
export const defaultWindowDays = { performance: 30, drift: 7 } as const

/** Mean days between two false alarms of a version, all of its detectors together. */
export const averageRunLengthDays = { warning: 365, critical: 3650 } as const

/** Population stability index: level by rule of thumb, and the share of false alarms allowed. */
export const stabilityLimits = { warning: 0.1, critical: 0.25 } as const
export const driftFalseAlarmShare = 0.001

/**
 * Reconstruction error: level by its distance from validation in standard deviations of its own
 * errors; a shift of a normal distribution by so much has about the indices above.
 */
export const reconstructionLimits = { warning: 0.3, critical: 0.5 } as const

/**
 * Domain classifier: the AUROC at which two normal distributions lie 0.3 and 0.5 standard deviations
 * apart, as above.
 */
export const domainLimits = { warning: 0.58, critical: 0.64 } as const

/**
 * Domain classifier: the reference is the first days of the version with as many predictions at
 * least; so many are drawn of each side. Out-of-fold scores of several models are spread wider than
 * those of one: in 16 000 simulated windows without drift the 1 in 1000 lay 1.03 to 1.28 times as
 * far from one half as the rank test has it.
 */
export const domainSettings = {
  referenceDays: 28,
  referenceRows: 200,
  rowsPerSide: 2000,
  folds: 5,
  spread: 1.3,
} as const

/** A rise of missing values that is this many margins long is critical. */
export const missingnessCriticalMargins = 4

/** Report cells of an index: few enough that its noise stays below the rule of thumb. */
export const reportCellCount = 10

/** A subgroup is estimable when its baseline has this many rows of the class and events in it. */
export const estimableSubgroup = { denominator: 30, events: 10 } as const

export type MonitoringTier = 'low' | 'moderate' | 'high'

/** What the risk tier of a system changes: how soon silence is noticed, what may roll back. */
export const tierSettings = {
  low: { heartbeatHours: 168, subgroupSeverity: 'warning' },
  moderate: { heartbeatHours: 72, subgroupSeverity: 'critical' },
  high: { heartbeatHours: 24, subgroupSeverity: 'critical' },
} as const
