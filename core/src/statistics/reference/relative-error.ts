/** |actual − expected| / |expected|, absolute where expected is 0; infinite where one is missing. */
export function relativeError(actual: number | null | undefined, expected: number | null): number {
  if (actual === null || actual === undefined || expected === null) {
    return (actual ?? null) === expected ? 0 : Infinity
  }
  if (actual === expected) return 0
  const difference = Math.abs(actual - expected)
  return expected === 0 ? difference : difference / Math.abs(expected)
}
