import type { MultivariateRequest } from './evaluation-request.ts'

type Shared = {
  path: string
  groups: readonly string[]
  /** when the prediction was made, or the review */
  time?: string
  /** least sample of a value that may be decided on */
  minimum?: number
}

type Drifting = {
  features: readonly string[]
  baseline: string | null
  baselineName?: string
  multivariate?: MultivariateRequest
}

/** `patient` names whom a row is about, for intervals that know who comes again. */
type OfPatients = { patient?: string }

/** Predictions that are numbers. */
export type RegressionRequest = Shared &
  OfPatients &
  Drifting & {
    task: 'regression'
    prediction: string
    target: string
    /** predicted quantiles: 0 < level < 1, ascending, each once */
    quantiles: readonly { level: number; column: string }[]
  }

/** Predictions that are one of several classes. */
export type MulticlassRequest = Shared &
  OfPatients &
  Drifting & {
    task: 'multiclass'
    /** in the order in which equal scores are decided */
    classes: readonly { category: string; column: string }[]
    label: string
    /** scores, over all classes, up to which every distinct one is kept apart */
    exactUpTo?: number
  }

export const findingColumns = [
  'omission',
  'hallucination',
  'harm',
  'refusal',
  'escalation',
] as const
export type FindingColumn = (typeof findingColumns)[number]

/** What people found in generated texts. */
export type ReviewRequest = Shared &
  OfPatients & {
    task: 'reviews'
    rater: string
    item: string
    rating?: string
    findings: Partial<Record<FindingColumn, string>>
    /** what the AI system wrote, and what a person signed */
    texts?: { draft: string; signed: string }
  }

export type TaskRequest = RegressionRequest | MulticlassRequest | ReviewRequest
