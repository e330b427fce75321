import { describe, expect, test } from 'vitest'
import { seededRandom } from '../monitoring/test-cohort.ts'
import { auroc } from '../statistics/auroc.ts'
import { confusionMatrix } from '../statistics/confusion-matrix.ts'
import {
  addToBins,
  binnedEvidence,
  binnedScores,
  mergeBinned,
  scoreEdges,
} from './binned-scores.ts'
import { exactEvidence, joinPieces } from './exact-scores.ts'
import type { ScoredPiece } from './scored-piece.ts'
import { labelCodes } from './scored-piece.ts'

const attributes = [{ attribute: 'sex', values: ['f', 'm', '(other)'] }]
const thresholds = [0.15, 0.29, 0.5]

function piece(length: number, seed: number): ScoredPiece {
  const random = seededRandom(seed)
  const scores = Float64Array.from({ length }, () => random() ** 2)
  return {
    length,
    scores,
    labels: Uint8Array.from(scores, (score) =>
      random() < 0.1 ? labelCodes.unlabelled : random() < score ? 1 : 0,
    ),
    groups: [Uint16Array.from(scores, () => (random() < 0.4 ? 1 : 0))],
    clusters: null,
  }
}

describe('binned evidence', () => {
  const pieces = [piece(4000, 1), piece(3000, 2)]
  const edges = scoreEdges(pieces[0]!.scores, thresholds, 200)
  const halves = pieces.map((each) => {
    const binned = binnedScores(edges, attributes)
    addToBins(binned, each)
    return binned
  })
  mergeBinned(halves[0]!, halves[1]!)
  const binned = binnedEvidence(halves[0]!)
  const exact = exactEvidence(joinPieces(pieces, 1), attributes)

  test('counts as exact evidence does, of everyone and of each group', () => {
    expect(binned.map(({ segment }) => segment)).toEqual(exact.map(({ segment }) => segment))
    exact.forEach((one, index) => {
      const other = binned[index]!
      expect([other.n, other.unlabelled, other.sums.n]).toEqual([one.n, one.unlabelled, one.sums.n])
      for (const threshold of thresholds) {
        expect(confusionMatrix(other.counts, threshold)).toEqual(
          confusionMatrix(one.counts, threshold),
        )
      }
    })
  })

  test('keeps the AUROC within its certified bound', () => {
    exact.slice(0, 3).forEach((one, index) => {
      const { value, certifiedBound } = auroc(binned[index]!.counts)
      expect(certifiedBound).toBeGreaterThan(0)
      const difference = Math.abs((value ?? 0) - (auroc(one.counts).value ?? 1))
      expect(difference).toBeLessThanOrEqual(certifiedBound ?? 0)
    })
  })

  test('sums scores as they are, not the middle of their bins', () => {
    exact.slice(0, 3).forEach((one, index) => {
      const { sums } = binned[index]!
      for (const name of [
        'expected',
        'varianceSum',
        'squaredErrorSum',
        'positiveSquaredErrorSum',
      ] as const) {
        expect(Math.abs(sums[name] - one.sums[name])).toBeLessThan(1e-9)
      }
    })
  })

  test('refuses to add what was counted in other bins', () => {
    expect(() => mergeBinned(halves[0]!, binnedScores([0.5], attributes))).toThrow(RangeError)
  })
})

test('a bin of one score alone is that score, however often it is added', () => {
  const length = 100_000
  const scores = new Float64Array(length).fill(0.1)
  const binned = binnedScores([0.1, 0.1 + 2 ** -55], [])
  addToBins(binned, { length, scores, labels: new Uint8Array(length), groups: [], clusters: null })
  expect([...(binnedEvidence(binned)[0]!.counts.scores as Float64Array)]).toEqual([0.1])
})

test('counts scores outside 0 to 1 where their outcome is known', () => {
  const binned = binnedScores([0.5], [])
  const scores = Float64Array.from([-1, 2, 3, 0.4])
  const labels = Uint8Array.from([0, 1, labelCodes.unlabelled, 0])
  addToBins(binned, { length: 4, scores, labels, groups: [], clusters: null })
  expect(binnedEvidence(binned)[0]).toMatchObject({
    n: 4,
    unlabelled: 1,
    sums: { n: 3, outside: 2 },
  })
})
