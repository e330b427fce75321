/** What a run of tests came to. `failed` also counts files that broke outside of any test. */
export type Tally = {
  passed: number
  failed: number
  skipped: { test: string; reason: string }[]
  /** Tests found, by Vitest project. */
  projects: Record<string, number>
}

export function emptyTally(): Tally {
  return { passed: 0, failed: 0, skipped: [], projects: {} }
}

/** The last line of `npm test`. */
export function tallyLine(tallies: Tally[]): string {
  const sum = (count: (tally: Tally) => number) =>
    tallies.reduce((total, tally) => total + count(tally), 0)
  const skipped = sum((tally) => tally.skipped.length)
  const line = `${sum((tally) => tally.passed)} passed, ${sum((tally) => tally.failed)} failed`
  return skipped === 0 ? line : `${line}, ${skipped} skipped`
}
