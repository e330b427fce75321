import { suppressParts } from '@primum/core/fairness/suppressed-parts'
import { computeOperations } from '@primum/core/monitoring/operations-metric'
import type { OperationsSpec } from '@primum/core/monitoring/operations-metric'
import { isOverall, overallSegment } from '@primum/core/monitoring/segment'
import type { Segment } from '@primum/core/monitoring/segment'
import type { Operations } from './load-operations.ts'
import { countsPeople } from './suppress-estimate.ts'

/** Metrics of operations that count people, and not how a machine ran. */
const ofPeople: ReadonlySet<string> = new Set(['volume', 'heartbeat', 'late-data', 'override-rate'])

/**
 * Whether the number of a site is few people, or would tell another site that is: everyone less
 * all others. The sites that are named and whoever belongs to none make up everyone.
 */
export function isToldBySites(
  spec: OperationsSpec,
  segment: Segment,
  window: { from: string; to: string },
  operations: Operations,
): boolean {
  if (isOverall(segment) || !ofPeople.has(spec.metric)) return false
  const isRate = countsPeople.has(spec.metric)
  const countsOf = (each: Segment): number[] => {
    const { n, value } = computeOperations(spec, operations(each), window, 0)
    if (!isRate) return [n]
    const count = Math.round((value ?? 0) * n)
    return [count, n - count]
  }
  const sites = operations.sites()
  const parts = sites.map((value) => countsOf({ attribute: 'site', value }))
  const rest = countsOf(overallSegment).map((all, kind) =>
    parts.reduce((left, part) => left - part[kind]!, all),
  )
  const { hidden } = suppressParts([...parts, rest])
  return hidden[sites.indexOf(segment.value)] ?? false
}
