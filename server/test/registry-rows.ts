import { randomUUID } from 'node:crypto'

/** A small generator with a seed, so that a failing test fails again. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const features = [
  { name: 'age', kind: 'numeric', unit: 'a', minimum: 0, maximum: 120 },
  { name: 'ward', kind: 'categorical' },
]

/** Validation rows whose outcome happens as often as the score says. */
export function baselineInput(options: { rows?: number; seed?: number } = {}) {
  const { rows = 400, seed = 1 } = options
  const random = seededRandom(seed)
  return {
    thresholds: [0.3, 0.5],
    groups: ['sex'],
    features,
    rows: Array.from({ length: rows }, () => {
      const score = random() ** 2
      return {
        score,
        label: random() < score ? 1 : 0,
        groups: { sex: random() < 0.5 ? 'female' : 'male' },
        features: {
          age: 20 + Math.floor(70 * random()),
          ward: random() < 0.3 ? 'surgery' : 'medicine',
        },
      }
    }),
  }
}

/** A complete registration of a version, to be varied by a test. */
export function versionInput(baselineId: string | null, more: Record<string, unknown> = {}) {
  return {
    label: '1.0.0',
    artifactSha256: randomUUID().replaceAll('-', '').repeat(2),
    codeReference: 'commit 4f2a',
    dataReference: 'snapshot 2026-01',
    threshold: 0.3,
    extraThresholds: [0.5],
    inputSchema: features,
    groupAttributes: ['sex'],
    baselineId,
    intendedUse: 'Flags adult inpatients at discharge with a high 30-day readmission risk.',
    ...more,
  }
}
