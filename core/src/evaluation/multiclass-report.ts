import type { Segment } from '../monitoring/segment.ts'
import type { AurocEstimate } from '../statistics/auroc.ts'
import type { CrossCounts } from '../statistics/cross-counts.ts'
import type { Estimate } from '../statistics/estimate.ts'
import { type ClassScores, multiclassAuroc } from '../statistics/multiclass-auroc.ts'
import { multiclassRates } from '../statistics/multiclass-confusion-matrix.ts'
import { type DriftReport, type Result, type Results, results } from './evaluation-report.ts'
import { type MulticlassRows, areasByPatient, ratesByPatient } from './multiclass-clusters.ts'
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
  /** rows with an outcome; null where no column names patients, or scores are counted in bins */
  rows: MulticlassRows | null
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

/** `auroc` is that of the class against the rest; `clusters` counts the patients of a rate. */
export type ClassMetrics = Record<
  'sensitivity' | 'positive-predictive-value',
  Estimate & { clusters?: number }
> & { auroc: AurocEstimate }

export type MulticlassSegment = {
  segment: Segment
  n: number
  labelled: number
  /** patients among those with an outcome; null where no column names them */
  patients: number | null
  metrics: Results<MulticlassMetrics>
  classes: { category: string; cases: number; metrics: Results<ClassMetrics> }[]
  /** `counts[actual][predicted]`, in the order of `categories`; null where they are hidden */
  confusionMatrix: { categories: string[]; counts: number[][] | null }
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
  /** smallest count shown, null where nothing was hidden */
  suppressedBelow: number | null
}

export function multiclassSegment(
  { segment, n, table, scores, rows }: MulticlassEvidence,
  provenance: Provenance,
  options: { minimum: number },
): MulticlassSegment {
  const { categories, counts } = table
  const byRow = { rates: multiclassRates(table, options), areas: multiclassAuroc(scores, options) }
  const rates = rows === null ? byRow.rates : ratesByPatient(byRow.rates, rows, options)
  const areas = rows === null ? byRow.areas : areasByPatient(byRow.areas, rows, options)
  const shared = <Kind extends Estimate>(estimate: Kind): Result<Kind> => ({
    ...estimate,
    ...provenance,
  })
  return {
    segment,
    n,
    labelled: rates.accuracy.n,
    patients: rows === null ? null : new Set(Array.from(rows.patients)).size,
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
