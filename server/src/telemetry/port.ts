import type { Kysely } from 'kysely'
import type { DrawnPrediction } from '@primum/core/monitoring/domain-sample'
import type { Label } from '@primum/core/monitoring/profile'
import type { DB } from '../db/schema.gen.ts'

/** What an adapter needs of the context it is called with. */
export type TelemetryScope = {
  readonly db: Kysely<DB>
  readonly organizationId: string
  readonly afterCommit: (() => void)[]
  now: () => Date
  transaction: <T>(work: (tx: TelemetryScope) => Promise<T>) => Promise<T>
}

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

/** What predictions of a version are counted by; days are whole, and both ends belong to it. */
export type ScoreQuestion = {
  aiSystemId: string
  versionId: string
  from: string
  to: string
  /** the declared groups of the version */
  attributes: string[]
  /** ascending, each at least 0 */
  edges: number[]
}

/** How many predictions share a day, segment, score bin (edges at or below the score) and label. */
export type ScoreCount = {
  day: string
  attribute: string
  value: string
  bin: number
  label: Label
  count: number
}

export type LabelledQuestion = {
  aiSystemId: string
  versionId: string
  from: string
  to: string
  onlyLabelled: boolean
  /** more cells than this are left out, so that memory is bounded: ask for one more than allowed */
  limit: number
}

/** Predictions alike in everything named here; the same cell may come more than once. */
export type LabelledCount = {
  score: number
  site: string | null
  groups: Record<string, string>
  label: Label
  count: number
}

export type PairQuestion = {
  aiSystemId: string
  /** two different versions */
  versionIds: [a: string, b: string]
  from: string
  to: string
  onlyLabelled: boolean
  /** more pairs than this are left out, so that memory is bounded: ask for one more than allowed */
  limit: number
}

export type DrawQuestion = {
  aiSystemId: string
  versionId: string
  from: string
  to: string
  /** the most predictions to draw */
  limit: number
}

/** One patient whom both versions scored at the same moment. */
export type ScoredPair = { a: number; b: number; label: Label }

/**
 * The side that accepts: each method works in the caller's transaction, or sees what has been
 * committed. Ids are those of one AI system; what is asked for and unknown is left out.
 */
type AcceptedRows = {
  /** Returns the ids that were new; the others stay as they were. */
  insertPredictions: (
    tx: TelemetryScope,
    aiSystemId: string,
    rows: Prediction[],
  ) => Promise<Set<string>>
  findDigests: (
    ctx: TelemetryScope,
    aiSystemId: string,
    ids: string[],
  ) => Promise<Map<string, Buffer>>
  findPredictions: (
    ctx: TelemetryScope,
    aiSystemId: string,
    ids: string[],
  ) => Promise<Map<string, KnownPrediction>>
  insertOutcomes: (tx: TelemetryScope, aiSystemId: string, rows: Outcome[]) => Promise<void>
  /** Label by revision, for each prediction that has an outcome. */
  findOutcomes: (
    ctx: TelemetryScope,
    aiSystemId: string,
    predictionIds: string[],
  ) => Promise<Map<string, Map<number, 0 | 1>>>
  /** Each value of each group among the newest rows of a version. */
  recentGroupValues: (
    ctx: TelemetryScope,
    aiSystemId: string,
    versionId: string,
  ) => Promise<{ attribute: string; value: string }[]>
  firstPredictedAt: (ctx: TelemetryScope, aiSystemId: string) => Promise<Date | null>
}

/**
 * The side that counts: everything accepted before the question is counted, each prediction once,
 * under its newest label. Where that cannot be had it is `unavailable`, never a part of it.
 */
type CountedRows = {
  daysOf: (ctx: TelemetryScope, aiSystemId: string, versionId: string) => Promise<DayCount[]>
  rowsOfDay: (
    ctx: TelemetryScope,
    aiSystemId: string,
    versionId: string,
    day: string,
  ) => Promise<CountedPrediction[]>
  countScores: (ctx: TelemetryScope, question: ScoreQuestion) => Promise<ScoreCount[]>
  labelledScores: (ctx: TelemetryScope, question: LabelledQuestion) => Promise<LabelledCount[]>
  /**
   * One pair for each patient: the first moment at which both versions scored them, of several
   * predictions of a version then the one whose id is first; the outcome may stand with either.
   */
  scoredPairs: (ctx: TelemetryScope, question: PairQuestion) => Promise<ScoredPair[]>
  /**
   * Predictions of a version at random, and always the same, one of each patient: see
   * `DrawnPrediction`. What is drawn of some days together is what comes first of those drawn of
   * each. Positions are whole numbers below 2^53, in another order in each store.
   */
  drawPredictions: (ctx: TelemetryScope, question: DrawQuestion) => Promise<DrawnPrediction[]>
}

/** Where the rows of telemetry are kept: PostgreSQL alone, or ClickHouse for what is counted. */
export type TelemetryRows = AcceptedRows & CountedRows
