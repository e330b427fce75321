/** A seeded stream of random numbers. The same seed and stream give the same numbers. */
export type Random = {
  /** Uniform in [0, 1), 32 bits. */
  uniform: () => number
  /** Standard normal (Box–Muller, cosine branch). */
  normal: () => number
  /** Poisson with a small mean (Knuth's product of uniforms), at most `limit`. */
  poisson: (mean: number, limit: number) => number
}

/**
 * sfc32, the "small fast counting" generator of Chris Doty-Humphrey's PractRand: 128 bits of state.
 * Seed and stream fill three words, the counter starts at 1, and twelve outputs are discarded.
 */
export function createRandom(seed: number, stream = 0): Random {
  let a = seed | 0
  let b = Math.floor(seed / 2 ** 32) | 0
  let c = stream | 0
  let counter = 1

  const uniform = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  for (let discarded = 0; discarded < 12; discarded++) uniform()

  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())

  const poisson = (mean: number, limit: number) => {
    const floor = Math.exp(-mean)
    let count = 0
    for (let product = uniform(); product > floor && count < limit; product *= uniform()) count++
    return count
  }

  return { uniform, normal, poisson }
}
