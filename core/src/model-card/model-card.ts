import type { EstimateState } from '../statistics/estimate.ts'
import type { CriterionState } from '../validation/judge-criteria.ts'

/**
 * One statement of a model card. `attribute` is the predictive source attribute of 45 CFR
 * 170.315(b)(11)(iv)(B) that it answers, by group and place: B2.1 is the first of (B)(2). `value`
 * is null where nobody stated it anywhere, and is then shown as "not stated".
 */
export type CardFact = {
  id: string
  name: string
  attribute: string | null
  value: string | null
  source: CardSource | null
}

/** Where a fact was stated, so that it is mended there and nowhere else. */
export type CardSource =
  | 'ai-system'
  | 'version'
  | 'baseline'
  | 'classification'
  | 'assessment'
  | 'protocol'
  | 'validation'
  | 'monitors'

/** Sections go by the names of the Applied Model Card of the Coalition for Health AI, v0.1. */
export type CardSection = { id: string; title: string; facts: CardFact[] }

export type CardMetric = {
  metric: string
  threshold: number | null
  value: number | null
  lower: number | null
  upper: number | null
  level: number | null
  n: number
  state: EstimateState
  reason: string | null
}

/** `n` is null where there are too few people to be shown. */
export type CardSegment = {
  attribute: string
  value: string
  n: number | null
  metrics: CardMetric[]
}

export type CardGap = {
  group: string
  rate: string
  difference: number | null
  lower: number | null
  upper: number | null
  beyond: 'none' | 'warning' | 'critical' | null
  reason: string | null
}

/** How far the groups of one attribute lie apart at one threshold. */
export type CardFairness = {
  attribute: string
  threshold: number
  equalizedOddsDifference: number | null
  demographicParityRatio: number | null
  reason: string | null
  gaps: CardGap[]
}

export type CardValidation = {
  runId: string
  kind: 'file' | 'silent'
  protocol: { id: string; title: string; digest: string }
  intendedPopulation: string
  data: { name: string; from: string | null; to: string | null; unit: string }
  n: number | null
  events: number | null
  sampleSizeRequired: number | null
  sampleSizeReached: boolean | null
  verdict: CriterionState
  criteria: { sentence: string; state: CriterionState }[]
  segments: CardSegment[]
  fairness: CardFairness[]
  /** counts from 1 to below this are hidden */
  suppressedBelow: number | null
  digest: string
  signedAt: string
}

export type CardInput = { name: string; kind: string; unit: string | null }

export type CardMonitor = {
  key: string
  metric: string
  feature: string | null
  threshold: number | null
  segment: string
  windowDays: number
  margin: number
  severity: string
  action: string
}

export type CardStatedMetric = {
  name: string
  value: number
  lower: number | null
  upper: number | null
  n: number | null
  source: string | null
}

export type CardSignOff = {
  subject: string
  meaning: string
  name: string
  roles: string[]
  statement: string | null
  digest: string
  method: string
  at: string
}

/** All that a card says; the digest is taken over its canonical JSON. */
export type ModelCardContent = {
  format: 'primum-model-card/1'
  aiSystem: { id: string; reference: string; name: string; synthetic: boolean }
  version: { id: string; label: string; digest: string; withdrawn: boolean }
  sections: CardSection[]
  inputs: CardInput[]
  thresholds: number[]
  statedMetrics: CardStatedMetric[]
  /** null without a signed validation report */
  validation: CardValidation | null
  limitations: string[]
  monitors: CardMonitor[]
  signOffs: CardSignOff[]
  /** names of the facts that nobody stated */
  notStated: string[]
}

export type ModelCard = ModelCardContent & { digest: string; generatedAt: string }
