/** What the benchmarks share: fair medians, repeatable data, and lines that say what was found. */

export type Side = { name: string; run: () => Promise<number> | number }

/**
 * The median of each side over interleaved rounds: whatever slows the machine for a while then
 * slows every side alike. Each `run` answers its own measurement; rounds of warming up do not count.
 */
export async function interleave(
  sides: readonly Side[],
  rounds: { warmUp: number; measured: number },
): Promise<Record<string, number>> {
  const found = new Map(sides.map(({ name }) => [name, [] as number[]]))
  for (let round = -rounds.warmUp; round < rounds.measured; round += 1) {
    for (const { name, run } of sides) {
      const value = await run()
      if (round >= 0) found.get(name)?.push(value)
    }
  }
  return Object.fromEntries([...found].map(([name, values]) => [name, median(values)]))
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** The smallest value that at least this share of the values does not exceed (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export type Operator = '<' | '<=' | '>='

/** The line by which a benchmark is read. */
export function printResult(name: string, value: number, must: Operator, bound: number): void {
  console.log(`RESULT ${name} ${value.toFixed(3)} must ${must} ${bound}`)
}

export function printSkipped(name: string, why: string): void {
  console.log(`SKIPPED ${name}: ${why}`)
}

export function milliseconds(work: () => void): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

/** A repeatable stream of numbers from 0 to 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
