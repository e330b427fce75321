import type { Segment } from '../monitoring/segment.ts'
import type { AurocEstimate } from '../statistics/auroc.ts'
import type { CrossCounts } from '../statistics/cross-counts.ts'
import type { Estimate } from '../statistics/estimate.ts'
import { type ClassScores, multiclassAuroc } from '../statistics/multiclass-auroc.ts'
import { multiclassRates } from '../statistics/multiclass-confusion-matrix.ts'
import { type DriftReport, type Result, type Results, results } from './evaluation-report.ts'
import type { Provenance } from './provenance.ts'

/** All that the multiclass metrics of one segment need. */
export type MulticlassEvidence = {
  segment: Segment
  /** rows with a score of every class, with or without a label */
  n: number
  /** rows are actual classes, columns the class with the highest score */
  table: CrossCounts
  /** each class against the rest */
  scores: readonly ClassScores[]
}

export type MulticlassMetrics = Record<
  | 'accuracy'
  | 'auroc-macro'
  | 'auroc-weighted'
  | 'auroc-micro'
  | 'sensitivity-macro'
  | 'positive-predictive-value-macro',
  Estimate
>

/** `auroc` is that of the class against the rest. */
export type ClassMetrics = Record<'sensitivity' | 'positive-predictive-value', Estimate> & {
  auroc: AurocEstimate
}

export type MulticlassSegment = {
  segment: Segment
  n: number
  labelled: number
  metrics: Results<MulticlassMetrics>
  classes: { category: string; cases: number; metrics: Results<ClassMetrics> }[]
  /** `counts[actual][predicted]`, in the order of `categories` */
  confusionMatrix: { categories: string[]; counts: number[][] }
}

export type MulticlassReport = {
  format: 'primum-multiclass/1'
  dataset: {
    name: string
    rows: number
    /** rows that lack a score of some class */
    unscored: number
    unlabelled: number
    from: string | null
    to: string | null
    /** each distinct score was kept apart; otherwise bins of equal width */
    exact: boolean
  }
  categories: string[]
  overall: MulticlassSegment
  groups: MulticlassSegment[]
  drift: DriftReport | null
  notes: string[]
}

export function multiclassSegment(
  { segment, n, table, scores }: MulticlassEvidence,
  provenance: Provenance,
  options: { minimum: number },
): MulticlassSegment {
  const { categories, counts } = table
  const rates = multiclassRates(table, options)
  const areas = multiclassAuroc(scores, options)
  const shared = <Kind extends Estimate>(estimate: Kind): Result<Kind> => ({
    ...estimate,
    ...provenance,
  })
  return {
    segment,
    n,
    labelled: rates.accuracy.n,
    metrics: results(
      {
        accuracy: rates.accuracy,
        'auroc-macro': areas.macro,
        'auroc-weighted': areas.weighted,
        'auroc-micro': areas.micro,
        'sensitivity-macro': rates.macro.sensitivity,
        'positive-predictive-value-macro': rates.macro.positivePredictiveValue,
      },
      provenance,
    ),
    classes: rates.perClass.map(({ category, sensitivity, positivePredictiveValue }, index) => ({
      category,
      cases: sensitivity.n,
      metrics: {
        auroc: shared(areas.perClass[index]!.auroc),
        sensitivity: shared(sensitivity),
        'positive-predictive-value': shared(positivePredictiveValue),
      },
    })),
    confusionMatrix: {
      categories: [...categories],
      counts: counts.map((row) => Array.from(row)),
    },
  }
}
