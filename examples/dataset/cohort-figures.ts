import type { DatasetRow } from './dataset-row.ts'

/** What a cohort's rows say of themselves. Null where it is not defined (no positives, no rows). */
export type CohortFigures = {
  n: number
  positives: number
  scoreMean: number | null
  observedToExpected: number | null
  auroc: number | null
  sensitivity: number | null
}

/**
 * The examples' own check on their data, made without the product's statistics so that the two can
 * disagree. Rows without a known outcome are left out. AUROC is the rank sum, ties counted half;
 * sensitivity counts `score >= threshold` among positives.
 */
export function cohortFigures(rows: readonly DatasetRow[], threshold: number): CohortFigures {
  const known = rows.filter((row) => row.label !== null).sort((a, b) => a.score - b.score)
  const n = known.length
  const expected = known.reduce((sum, row) => sum + row.score, 0)
  const positive = known.filter((row) => row.label === 1)
  const positives = positive.length
  const flagged = positive.filter((row) => row.score >= threshold).length
  const pairs = positives * (n - positives)
  const wins = positiveRankSum(known) - (positives * (positives + 1)) / 2
  return {
    n,
    positives,
    scoreMean: n === 0 ? null : expected / n,
    observedToExpected: expected === 0 ? null : positives / expected,
    auroc: pairs === 0 ? null : wins / pairs,
    sensitivity: positives === 0 ? null : flagged / positives,
  }
}

/** Sum of the positives' mid-ranks; `sorted` ascends by score. */
function positiveRankSum(sorted: readonly DatasetRow[]): number {
  let sum = 0
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    let positives = 0
    for (; to < sorted.length && sorted[to]?.score === sorted[from]?.score; to++) {
      if (sorted[to]?.label === 1) positives++
    }
    sum += (positives * (from + to + 1)) / 2
  }
  return sum
}

/** The share of rows whose categorical feature has this value. */
export function shareOf(rows: readonly DatasetRow[], feature: string, value: string): number {
  return rows.filter((row) => row.features[feature] === value).length / rows.length
}
