import type { ColumnRoles } from './column-roles.ts'
import type { Aggregation } from './stage-dataset.ts'

export type EvaluationRequest = {
  path: string
  roles: ColumnRoles
  /** a prediction is flagged where `score >= threshold`; ascending, each once */
  thresholds: readonly number[]
  aggregation: Aggregation
  /** file of predictions that drift is measured against */
  baseline: string | null
  /** how the baseline is called in the answer */
  baselineName?: string
  /** least sample of a value that may be decided on */
  minimum?: number
  /** rows up to which every distinct score is kept apart */
  exactUpTo?: number
  /** drift of the numeric features together, from a sample of whole rows; needs a baseline */
  multivariate?: MultivariateRequest
}

/** Rows drawn of each file (10,000) and the seed by which they are drawn (1). */
export type MultivariateRequest = { rows?: number; seed?: number }

export type EvaluationProgress = { step: string; share: number }

export type EvaluationLimits = {
  workers: number
  memoryMegabytes: number
  /** holds temporary files of patients' data; everything in it is removed at the end */
  temporaryFolder?: string
  signal?: AbortSignal
  onProgress?: (progress: EvaluationProgress) => void
}
