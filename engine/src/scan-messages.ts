import type { DatasetProblem } from './dataset-error.ts'
import type { ScanPlan } from './scan-plan.ts'
import type { ScanRange, Scanned } from './scan.ts'

/** What a thread is asked. */
export type ThreadRequest =
  | {
      kind: 'scan'
      plan: ScanPlan
      range: ScanRange
      limits: { threads: number; memoryMegabytes: number }
    }
  | { kind: 'edges'; samples: Float64Array[] }

/** What ends a thread; the answer to what it is at is then left out. */
export const stopWord = 'stop'

export type ThreadAnswers = { scan: Scanned; edges: number[][] }

export type ThreadMessage<Kind extends keyof ThreadAnswers> =
  | { kind: 'progress'; rows: number }
  | { kind: 'done'; answer: ThreadAnswers[Kind] }
  | { kind: 'refused'; problems: DatasetProblem[] }
