import type { Estimate } from '../statistics/estimate.ts'

/**
 * What a result was compared with and how far its data reach: `baseline` names the baseline, null
 * where the metric needs none; `dataCutoff` is the newest prediction, an ISO instant, null where no
 * time is known.
 */
export type Provenance = { baseline: string | null; dataCutoff: string | null }

/** The same shape, in which every estimate carries its provenance, however deep it lies. */
export type Stamped<Shape> = Shape extends Estimate
  ? Shape & Provenance
  : Shape extends object
    ? { [Name in keyof Shape]: Stamped<Shape[Name]> }
    : Shape

/** Adds the provenance to every estimate in plain data; everything else stays as it is. */
export function stamp<Shape>(shape: Shape, provenance: Provenance): Stamped<Shape> {
  return stamped(shape, provenance) as Stamped<Shape>
}

function stamped(shape: unknown, provenance: Provenance): unknown {
  if (Array.isArray(shape)) return shape.map((each) => stamped(each, provenance))
  if (typeof shape !== 'object' || shape === null) return shape
  const entries = Object.entries(shape).map(([name, each]) => [name, stamped(each, provenance)])
  const copy = Object.fromEntries(entries) as object
  return isEstimate(shape) ? { ...copy, ...provenance } : copy
}

/** By what only an estimate has: bounded values of curves have neither state nor method. */
function isEstimate(shape: object): boolean {
  return 'value' in shape && 'interval' in shape && 'state' in shape && 'method' in shape
}
