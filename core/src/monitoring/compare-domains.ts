import { comparableColumns } from '../statistics/comparable-columns.ts'
import { domainClassifier } from '../statistics/domain-classifier.ts'
import type { DomainClassifier } from '../statistics/domain-classifier.ts'
import { undefinedEstimate } from '../statistics/estimate.ts'
import type { DomainSample } from './domain-sample.ts'
import { domainSettings } from './thresholds.ts'

/** `columns` names the features that took part. */
export type DomainComparison = { columns: string[]; estimate: DomainClassifier }

/** How well a model can tell the predictions of a window from those of the reference. */
export function compareDomains(
  features: readonly string[],
  reference: DomainSample,
  window: DomainSample,
): DomainComparison {
  const [before, now] = [reference.positions.length, window.positions.length]
  const sides = {
    baseline: columnsOf(reference, features.length),
    current: columnsOf(window, features.length),
  }
  const { columns, baseline, current } = comparableColumns(features, sides)
  if (now === 0) return notCompared('no prediction came in the window', { before, now })
  if (columns.length === 0) {
    const reason =
      features.length === 0
        ? 'the version has no numeric input'
        : 'no numeric input varies in the reference and is there often enough'
    return notCompared(reason, { before, now })
  }
  // Rows lie in the order of a hash of their ids, so dealing them in turn is dealing at random.
  const { folds: count } = domainSettings
  const folds = Uint8Array.from({ length: before + now }, (_, row) => {
    const place = row < before ? row : row - before
    return place % count
  })
  return { columns, estimate: domainClassifier(baseline, current, { folds }) }
}

/** The answer where there is nothing to tell apart. */
export function notCompared(
  reason: string,
  { before, now }: { before: number; now: number } = { before: 0, now: 0 },
): DomainComparison {
  const method = 'domain classifier AUROC (out of fold)'
  const evidence = { method, n: before + now, positives: now, negatives: before }
  return { columns: [], estimate: { ...undefinedEstimate(evidence, reason), imputedShare: null } }
}

function columnsOf({ positions, values }: DomainSample, width: number): Float64Array[] {
  return Array.from({ length: width }, (_, column) =>
    Float64Array.from(positions, (_position, row) => values[row * width + column]!),
  )
}
