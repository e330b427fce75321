import type { PairCounts } from '@primum/core/evaluation/evaluation-report'
import type { MultivariateDrift } from '@primum/core/evaluation/multivariate-drift'
import type { GroupValues } from '@primum/core/evaluation/scored-piece'
import type { SegmentEvidence } from '@primum/core/evaluation/segment-evidence'
import type { LocatedCounts } from '@primum/core/statistics/scored-counts'
import type { DatasetFacts } from './check-dataset.ts'
import type { EncounterFacts } from './encounter-facts.ts'
import type { EvaluationRequest } from './evaluation-request.ts'
import type { PreparedBaseline } from './prepared-baseline.ts'
import type { Scanned } from './scan.ts'

export type ReportParts = {
  request: EvaluationRequest
  name: string
  facts: DatasetFacts
  /** rows after one was chosen per encounter */
  rows: number
  attributes: GroupValues[]
  scanned: Scanned
  /** of everyone, then of each value of each attribute */
  evidence: SegmentEvidence[]
  baseline: PreparedBaseline | null
  pairs: PairCounts[]
  leadHours: Float64Array | null
  encounters: EncounterFacts | null
  /** null unless asked for */
  multivariate: MultivariateDrift | null
  /** outcomes of the baseline by score; null where the dataset's own are all known */
  labelledBaseline: LocatedCounts | null
  /** whether one row stands for an encounter in the dataset, but not in the baseline */
  baselineByRow: boolean
}
