import {
  type SmallCellPolicy,
  isSmallRate,
  smallCellReason,
  suppressEstimate,
  isSmallCount,
} from '../fairness/small-cell-suppression.ts'
import type { Estimate } from '../statistics/estimate.ts'
import type { ColumnDrift } from './column-drift.ts'
import type { DriftReport } from './evaluation-report.ts'
import { type Provenance, type Stamped, stamp } from './provenance.ts'

/** Drift as people outside the analysis may see it: no 1–10 rows without a value, or with a new one. */
export function suppressDrift(
  drift: DriftReport | null,
  policy: SmallCellPolicy,
  provenance: Provenance,
): DriftReport | null {
  if (drift === null) return null
  const columns = {
    score: hideRareValues(drift.score, policy),
    features: drift.features.map((column) => hideRareValues(column, policy)),
  }
  return { ...drift, ...stamp(columns, { ...provenance, baseline: drift.baseline }) }
}

/** A share of rows with its n is a count: of those without a value, or with a new one. */
function hideRareValues(column: ColumnDrift, policy: SmallCellPolicy): ColumnDrift {
  const hide = (estimate: Estimate) => {
    const { value, n } = estimate
    const rare = isSmallRate({ count: Math.round((value ?? 0) * n), total: n }, policy)
    return suppressEstimate(estimate, rare ? smallCellReason(policy) : null)
  }
  const { missingness, 'new-category-share': share } = column.metrics
  const unreadable = Math.round(column.unreadable * missingness.n)
  return {
    ...column,
    metrics: {
      ...column.metrics,
      missingness: hide(missingness),
      ...(share && { 'new-category-share': hide(share) }),
    },
    unreadable: isSmallCount(unreadable, policy) ? 0 : column.unreadable,
  }
}

/**
 * Drift that tells no more than `rows` rows: it is over all rows, those without outcome or
 * prediction as well, and so tells how many of them there are.
 */
export function driftWithoutRows(drift: DriftReport | null, rows: number): DriftReport | null {
  if (drift === null) return null
  const { score, features, multivariate } = drift
  return {
    ...drift,
    score: columnWithoutRows(score, rows),
    features: features.map((column) => columnWithoutRows(column, rows)),
    multivariate: multivariate && {
      ...multivariate,
      sample: { ...multivariate.sample, rows: Math.min(multivariate.sample.rows, rows) },
      metrics: {
        'reconstruction-error': atMost(multivariate.metrics['reconstruction-error'], rows),
        'domain-classifier-auroc': fewerOfThese(
          multivariate.metrics['domain-classifier-auroc'],
          rows,
        ),
      },
    },
  }
}

function columnWithoutRows(column: Stamped<ColumnDrift>, rows: number): Stamped<ColumnDrift> {
  const entries = Object.entries<Estimate>(column.metrics).map(([name, metric]) => [
    name,
    atMost(metric, rows),
  ])
  return { ...column, metrics: Object.fromEntries(entries) as Stamped<ColumnDrift>['metrics'] }
}

function atMost<Kind extends Estimate>(estimate: Kind, rows: number): Kind {
  return { ...estimate, n: Math.min(estimate.n, rows) }
}

/** The domain classifier counts rows of both files: `positives` are those of this one. */
function fewerOfThese<Kind extends Estimate>(estimate: Kind, rows: number): Kind {
  const { n, positives } = estimate
  if (positives === null || positives <= rows) return estimate
  return { ...estimate, n: n - positives + rows, positives: rows }
}
