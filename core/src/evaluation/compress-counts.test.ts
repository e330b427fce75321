import { describe, expect, test } from 'vitest'
import { calibrationSlope } from '../statistics/calibration-slope.ts'
import { confusionMatrix } from '../statistics/confusion-matrix.ts'
import { seededRandom } from '../statistics/reference/seeded-random.ts'
import { exactCounts, locatedTotals } from '../statistics/scored-counts.ts'
import { compressCounts } from './compress-counts.ts'

const random = seededRandom(3)
const logits = Array.from({ length: 40_000 }, () => 4 * (random() + random() - 1) - 1)
const scores = logits.map((logit) => 1 / (1 + Math.exp(-logit)))
const labels = logits.map((logit) => (random() < 1 / (1 + Math.exp(-1.3 * logit)) ? 1 : 0))
const counts = exactCounts(scores, labels)
const thresholds = [0.15, scores[7]!, 0.5]

describe('compressCounts', () => {
  const compressed = compressCounts(counts, thresholds, 2000)

  test('keeps every prediction, in no more groups than wanted and thresholds ask for', () => {
    expect(locatedTotals(compressed)).toEqual(locatedTotals(counts))
    expect(compressed.scores.length).toBeLessThanOrEqual(2000 + thresholds.length)
    expect(compressed.scores.length).toBeGreaterThan(1900)
  })

  test('keeps the counts at every threshold, a score itself among them', () => {
    for (const threshold of thresholds) {
      expect(confusionMatrix(compressed, threshold)).toEqual(confusionMatrix(counts, threshold))
    }
  })

  test('moves a calibration slope by less than 1e-6', () => {
    const exact = calibrationSlope(counts).value!
    expect(Math.abs(calibrationSlope(compressed).value! - exact)).toBeLessThan(1e-5)
    const fine = compressCounts(counts, thresholds, 16_384)
    expect(Math.abs(calibrationSlope(fine).value! - exact)).toBeLessThan(1e-6)
  })

  test('gives few groups back untouched', () => {
    expect(compressCounts(counts, thresholds, 50_000)).toBe(counts)
  })
})
