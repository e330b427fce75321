import type { PairCounts } from '@primum/core/evaluation/evaluation-report'
import type { GroupValues } from '@primum/core/evaluation/scored-piece'
import type { DatasetFacts } from './check-dataset.ts'
import type { EncounterFacts } from './encounter-facts.ts'
import type { EvaluationRequest } from './evaluation-request.ts'
import type { PreparedBaseline } from './prepare-baseline.ts'
import type { Scanned } from './scan.ts'

export type ReportParts = {
  request: EvaluationRequest
  name: string
  facts: DatasetFacts
  /** rows after one was chosen per encounter */
  rows: number
  attributes: GroupValues[]
  scanned: Scanned
  baseline: PreparedBaseline | null
  pairs: PairCounts[]
  leadHours: Float64Array | null
  encounters: EncounterFacts | null
}
