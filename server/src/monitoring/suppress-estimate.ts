import type { MetricEstimate } from '@primum/core/monitoring/metric'
import { isSmallCell } from './small-cells.ts'

/** Hides an estimate that rests on 1 to 10 people, or on 1 to 10 with or without the outcome. */
export function suppressSmallCells<E extends MetricEstimate>(estimate: E): E {
  const cells = [estimate.n, estimate.positives, estimate.negatives]
  if (!cells.some((cell) => cell !== null && isSmallCell(cell))) return estimate
  return {
    ...estimate,
    value: null,
    interval: null,
    n: 0,
    positives: null,
    negatives: null,
    state: 'insufficient',
    reason: 'Not shown: it rests on 10 people or fewer.',
    detail: {},
  }
}
