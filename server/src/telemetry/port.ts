import type { Label } from '@primum/core/monitoring/profile'
import type { Context } from '../context.ts'

/** One prediction as it is kept: checked, its empty fields gone. */
export type Prediction = {
  id: string
  versionId: string
  /** milliseconds since 1970-01-01T00:00Z */
  predictedAt: number
  score: number
  patient: string | null
  site: string | null
  groups: Record<string, string>
  features: Record<string, number | string>
  /** both as JSON with sorted names, as they are stored */
  groupsJson: string
  featuresJson: string
  /** SHA-256 over its canonical content: the same id with another digest is a conflict */
  digest: Buffer
}

/** What an outcome needs to know of its prediction. */
export type KnownPrediction = {
  versionId: string
  predictedAt: number
  day: string
  score: number
  site: string | null
  groups: Record<string, string>
}

export type Outcome = {
  predictionId: string
  revision: number
  label: 0 | 1
  /** milliseconds since 1970-01-01T00:00Z */
  observedAt: number
}

/** A stored prediction as profiles count it, with the label of its newest outcome. */
export type CountedPrediction = {
  score: number
  label: Label
  site: string | null
  groups: Record<string, string>
  features: Record<string, number | string>
}

export type DayCount = { day: string; predictions: number; labelled: number }

/**
 * Where the rows of telemetry are kept. Inserting is idempotent by id, and happens in the caller's
 * transaction. Ids are those of one AI system; what is asked for and unknown is left out.
 */
export type TelemetryRows = {
  /** Returns the ids that were new; the others stay as they were. */
  insertPredictions: (tx: Context, aiSystemId: string, rows: Prediction[]) => Promise<Set<string>>
  findDigests: (ctx: Context, aiSystemId: string, ids: string[]) => Promise<Map<string, Buffer>>
  findPredictions: (
    ctx: Context,
    aiSystemId: string,
    ids: string[],
  ) => Promise<Map<string, KnownPrediction>>
  insertOutcomes: (tx: Context, aiSystemId: string, rows: Outcome[]) => Promise<void>
  /** Label by revision, for each prediction that has an outcome. */
  findOutcomes: (
    ctx: Context,
    aiSystemId: string,
    predictionIds: string[],
  ) => Promise<Map<string, Map<number, 0 | 1>>>
  /** Each value of each group among the newest rows of a version. */
  recentGroupValues: (
    ctx: Context,
    aiSystemId: string,
    versionId: string,
  ) => Promise<{ attribute: string; value: string }[]>
  daysOf: (ctx: Context, aiSystemId: string, versionId: string) => Promise<DayCount[]>
  rowsOfDay: (
    ctx: Context,
    aiSystemId: string,
    versionId: string,
    day: string,
  ) => Promise<CountedPrediction[]>
  firstPredictedAt: (ctx: Context, aiSystemId: string) => Promise<Date | null>
}
