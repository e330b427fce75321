import { comparableColumns } from '../statistics/comparable-columns.ts'
import type { LeftOutColumn } from '../statistics/comparable-columns.ts'
import { domainClassifier } from '../statistics/domain-classifier.ts'
import type { DomainClassifier } from '../statistics/domain-classifier.ts'
import { type Estimate, insufficientEstimate, undefinedEstimate } from '../statistics/estimate.ts'
import {
  type ReconstructionDrift,
  reconstructionBaseline,
  reconstructionErrorDrift,
} from '../statistics/reconstruction-error-drift.ts'
import { stratifiedFolds } from '../statistics/stratified-folds.ts'

/** Whole rows of both files by column, NaN where a value is missing or no finite number. */
export type SampledRows = {
  names: readonly string[]
  baseline: readonly Float64Array[]
  current: readonly Float64Array[]
}

/** How the rows were drawn: the same file, seed and method give the same rows. */
export type RowSample = {
  method: string
  seed: number
  rows: number
  baselineRows: number
}

export type ReconstructionResult = Omit<ReconstructionDrift, 'baselineValue'> & {
  baselineValue: number | null
}

/** Whether features go together as in the baseline, beyond what each of them does by itself. */
export type MultivariateDrift = {
  sample: RowSample
  columns: string[]
  leftOut: LeftOutColumn[]
  metrics: {
    'reconstruction-error': ReconstructionResult
    'domain-classifier-auroc': DomainClassifier
  }
}

const folds = 5
/** Below this the components follow the noise of the rows that shaped them. */
const rowsPerColumn = 20

/**
 * Both methods on the columns that can take part; each of the others is named with its reason.
 * Throws RangeError for columns of unequal length.
 *
 * @param random numbers in [0, 1) that deal rows into folds
 */
export function multivariateDrift(
  rows: SampledRows,
  sample: RowSample,
  options: { minimum: number; random: () => number; leftOut?: readonly LeftOutColumn[] },
): MultivariateDrift {
  const { columns, baseline, current, leftOut } = comparableColumns(rows.names, rows)
  return {
    sample,
    columns,
    leftOut: [...(options.leftOut ?? []), ...leftOut],
    metrics: {
      'reconstruction-error': reconstruction(baseline, current, options),
      'domain-classifier-auroc': classifier(baseline, current, options),
    },
  }
}

const noColumns = 'no numeric feature can take part'

function reconstruction(
  baseline: readonly Float64Array[],
  current: readonly Float64Array[],
  { minimum }: { minimum: number },
): ReconstructionResult {
  const rows = current[0]?.length ?? 0
  const before = baseline[0]?.length ?? 0
  const method = 'mean reconstruction error'
  const none = (reason: string): ReconstructionResult => ({
    ...undefinedEstimate({ method, n: rows, positives: null, negatives: null }, reason),
    baselineValue: null,
    difference: null,
    pValue: null,
    imputedShare: null,
  })
  if (baseline.length === 0) return none(noColumns)
  if (baseline.length === 1) return none('one column alone goes together with nothing')
  const fit = reconstructionBaseline(baseline)
  if (fit.baseline === null) return none(fit.reason)
  const found = reconstructionErrorDrift(fit.baseline, current, { minimum })
  const needed = Math.max(minimum, rowsPerColumn * baseline.length)
  if (before >= needed || found.value === null) return found
  const reason = `${before} rows of the baseline, at least ${needed} needed for ${baseline.length} columns`
  return { ...found, ...insufficientEstimate(found, found.value, found.interval, reason) }
}

function classifier(
  baseline: readonly Float64Array[],
  current: readonly Float64Array[],
  { minimum, random }: { minimum: number; random: () => number },
): DomainClassifier {
  const before = baseline[0]?.length ?? 0
  const now = current[0]?.length ?? 0
  if (baseline.length === 0) {
    const method = 'domain classifier AUROC (out of fold)'
    const evidence: Pick<Estimate, 'method' | 'n' | 'positives' | 'negatives'> = {
      method,
      n: before + now,
      positives: now,
      negatives: before,
    }
    return { ...undefinedEstimate(evidence, noColumns), imputedShare: null }
  }
  const sides = new Uint8Array(before + now).fill(1, before)
  return domainClassifier(baseline, current, {
    folds: stratifiedFolds(sides, folds, random),
    minimum,
  })
}
