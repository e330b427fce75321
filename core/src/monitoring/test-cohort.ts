import type { BaselineRow, BaselineSpec } from './baseline.ts'
import type { FeatureSchema } from './feature-schema.ts'

/** mulberry32: a seeded generator, so that simulations in tests repeat exactly. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const cohortFeatures: FeatureSchema[] = [
  { name: 'age', kind: 'numeric', unit: 'a', minimum: 0, maximum: 120 },
  { name: 'lactate', kind: 'numeric', unit: 'mmol/L', minimum: 0, maximum: 30 },
  { name: 'admission', kind: 'categorical' },
]

export const cohortSpec: BaselineSpec = {
  thresholds: [0.3],
  groups: ['sex', 'site'],
  features: cohortFeatures,
}

/**
 * A simulated cohort with calibrated scores: the outcome happens with probability `score`.
 * `shift` moves lactate, `risk` multiplies the true odds, so drift and miscalibration can be set.
 */
export function cohort(
  rows: number,
  seed: number,
  options: { shift?: number; risk?: number; missing?: number } = {},
): BaselineRow[] {
  const { shift = 0, risk = 1, missing = 0.05 } = options
  const random = seededRandom(seed)
  return Array.from({ length: rows }, () => {
    const score = random() ** 2.5
    const odds = (score / (1 - score)) * risk
    return {
      score,
      label: random() < odds / (1 + odds) ? 1 : 0,
      groups: {
        sex: random() < 0.5 ? 'female' : 'male',
        site: random() < 0.02 ? null : random() < 0.9 ? 'north' : 'south',
      },
      features: {
        age: Math.floor(20 + 70 * random()),
        lactate: random() < missing ? null : 1 + 2 * random() + 4 * score + shift,
        admission: random() < 0.3 ? 'elective' : 'emergency',
      },
    }
  })
}
