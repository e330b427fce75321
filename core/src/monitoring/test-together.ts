import { normalQuantile } from '../statistics/normal-distribution.ts'
import type { BaselineRow } from './baseline.ts'
import type { FeatureSchema } from './feature-schema.ts'
import { seededRandom } from './test-cohort.ts'

export const togetherFeatures: FeatureSchema[] = [
  { name: 'pulse', kind: 'numeric' },
  { name: 'temperature', kind: 'numeric' },
  { name: 'lactate', kind: 'numeric' },
  { name: 'admission', kind: 'categorical' },
]

export const togetherSpec = { thresholds: [0.3], groups: [], features: togetherFeatures }

/** Each feature alone is a unit normal, whatever the relation between them. */
export function togetherRows(count: number, seed: number, relation: number): BaselineRow[] {
  const random = seededRandom(seed)
  const normal = () => normalQuantile(Math.max(random(), 1e-12))
  return Array.from({ length: count }, () => {
    const common = normal()
    const value = () => relation * common + Math.sqrt(1 - relation ** 2) * normal()
    return {
      score: random(),
      label: null,
      groups: {},
      features: {
        pulse: value(),
        temperature: value(),
        lactate: random() < 0.05 ? null : value(),
        admission: random() < 0.3 ? 'elective' : 'emergency',
      },
    }
  })
}
