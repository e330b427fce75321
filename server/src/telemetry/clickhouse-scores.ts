import { listLiteral, wholeLiteral } from './clickhouse-literals.ts'

// Floating-point numbers that are not negative have the order of their bits. Scores travel as those
// bits: old servers read decimal text with an error in the last digit, and one unit there would
// count a score on the wrong side of a threshold.
const view = new DataView(new ArrayBuffer(8))

/** The bits of a number that is not negative, as a whole number. */
export function bitsOf(value: number): bigint {
  if (!(value >= 0)) throw new RangeError(`${value} must be 0 or more`)
  // -0 is 0, and would have the highest bit.
  view.setFloat64(0, value === 0 ? 0 : value)
  return view.getBigUint64(0)
}

export function scoreOf(bits: string): number {
  view.setBigUint64(0, BigInt(bits))
  return view.getFloat64(0)
}

/**
 * The SQL for how many edges lie at or below the score in column `bits`: first among every k-th
 * edge, then among the k after it, k being the root of their number.
 */
export function binExpression(edges: readonly number[]): string {
  if (edges.length === 0) return 'toUInt32(0)'
  const literals = edges.map((edge) => wholeLiteral(bitsOf(edge)))
  const step = Math.ceil(Math.sqrt(edges.length))
  const coarse = literals.filter((_, index) => (index + 1) % step === 0)
  const within = (list: string) => `arrayCount(edge -> edge <= bits, ${list})`
  if (coarse.length === 0) return `toUInt32(${within(listLiteral(literals))})`
  const before = `${within(listLiteral(coarse))} * ${step}`
  const after = within(`arraySlice(${listLiteral(literals)}, ${before} + 1, ${step})`)
  return `toUInt32(${before} + ${after})`
}
