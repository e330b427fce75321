/**
 * An estimate without its words, for the points of curves: a curve of hundreds of points says its
 * level and methods once. Null where the estimate has no value; the counts beside it say why.
 */
import type { Estimate } from './estimate.ts'

/** A value between its limits, as in `Estimate`; a limit that cannot be given is null. */
export type BoundedValue = { value: number; lower: number | null; upper: number | null }

/** The numbers of an estimate, or null where it has none. */
export function boundedValue({ value, interval }: Estimate): BoundedValue | null {
  if (value === null) return null
  return { value, lower: interval?.lower ?? null, upper: interval?.upper ?? null }
}
