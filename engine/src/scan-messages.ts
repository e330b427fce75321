import type { GroupValues, ScoredPiece } from '@primum/core/evaluation/scored-piece'
import type { SegmentEvidence } from '@primum/core/evaluation/segment-evidence'
import type { BaselineColumn } from './baseline-column.ts'
import type { DatasetProblem } from './dataset-error.ts'
import type { Share } from './share.ts'
import type { ScanPlan } from './scan-plan.ts'
import type { ScanRange, Scanned } from './scan.ts'
import type { StoredColumn } from './stored-columns.ts'

/** What a thread is asked. */
export type ThreadRequest =
  | {
      kind: 'scan'
      plan: ScanPlan
      range: ScanRange
      share: Share
      limits: { threads: number; memoryMegabytes: number }
    }
  | { kind: 'edges'; samples: Float64Array[] }
  | { kind: 'baseline-column'; column: StoredColumn; every: number }
  | { kind: 'evidence'; rows: ScoredPiece; attribute: PlacedAttribute | null }

/** An attribute and its place among the groups of the rows; everyone stands for none. */
export type PlacedAttribute = { values: GroupValues; place: number }

/** What ends a thread; the answer to what it is at is then left out. */
export const stopWord = 'stop'

export type ThreadAnswers = {
  scan: Scanned
  edges: number[][]
  'baseline-column': BaselineColumn
  evidence: SegmentEvidence[]
}

export type ThreadMessage<Kind extends keyof ThreadAnswers> =
  | { kind: 'progress'; rows: number }
  | { kind: 'done'; answer: ThreadAnswers[Kind] }
  | { kind: 'refused'; problems: DatasetProblem[] }
