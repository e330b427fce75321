import { suppressEstimate } from '../fairness/small-cell-suppression.ts'
import type { Estimate } from '../statistics/estimate.ts'
import type { Result, Results } from './evaluation-report.ts'

/** A result of which nothing is left but its method and provenance. */
export function hideResult(result: Result, reason: string): Result {
  const { baseline, dataCutoff } = result
  return { ...suppressEstimate(result, reason), baseline, dataCutoff }
}

export function hideAll<Metrics extends Record<string, Estimate>>(
  metrics: Results<Metrics>,
  reason: string,
): Results<Metrics> {
  const entries = Object.entries<Result>(metrics).map(([name, result]) => [
    name,
    hideResult(result, reason),
  ])
  return Object.fromEntries(entries) as Results<Metrics>
}
