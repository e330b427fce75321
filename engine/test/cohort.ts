import { seededRandom } from '@primum/core/monitoring/test-cohort'

export type Cohort = { scores: number[]; labels: number[]; ages: number[]; sexes: string[] }

/** Invented predictions whose outcome happens as often as the score says. */
export function cohort(rows: number, seed: number, shift = 0): Cohort {
  const random = seededRandom(seed)
  const found: Cohort = { scores: [], labels: [], ages: [], sexes: [] }
  for (let i = 0; i < rows; i++) {
    const score = Math.round(random() ** 2 * 1000) / 1000
    found.scores.push(score)
    found.labels.push(random() < score ? 1 : 0)
    found.ages.push(Math.round(40 + 40 * random() + shift))
    found.sexes.push(random() < 0.55 ? 'F' : 'M')
  }
  return found
}
