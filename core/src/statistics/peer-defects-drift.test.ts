/**
 * Mistakes that other drift monitors make, each on data that provokes it: what they answer is
 * worked out beside what ours answers, so that the data can be seen to be hard.
 */
import { describe, expect, test } from 'vitest'
import { baselineRange } from './baseline-range.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { binnedWassersteinDistance } from './binned-wasserstein-distance.ts'
import { chiSquaredTest } from './chi-squared-test.ts'
import { hellingerDistance } from './hellinger-distance.ts'
import { jensenShannonDistance } from './jensen-shannon-distance.ts'
import { binnedKolmogorovSmirnov, kolmogorovSmirnov } from './kolmogorov-smirnov.ts'
import { normalQuantile } from './normal-distribution.ts'
import { driftLevel, populationStabilityIndex } from './population-stability-index.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { wassersteinDistance } from './wasserstein-distance.ts'

const sentinel = 999_999

const normal = (size: number, shift = 0) =>
  Array.from({ length: size }, (_, i) => normalQuantile((i + 0.5) / size) + shift)

/** Edges at equal steps of rank: what a frozen baseline gives, whatever comes later. */
function frozenEdges(baseline: readonly number[], cells: number): number[] {
  const sorted = Float64Array.from(baseline).sort()
  const at = (i: number) => sorted[Math.floor((i * sorted.length) / cells)]!
  return Array.from({ length: cells - 1 }, (_, i) => at(i + 1))
}

function counts(edges: readonly number[], values: readonly number[]): number[] {
  const cells = Array.from({ length: edges.length + 1 }, () => 0)
  for (const value of values) {
    let [low, high] = [0, edges.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (edges[middle]! <= value) low = middle + 1
      else high = middle
    }
    cells[low]!++
  }
  return cells
}

function equalWidthEdges(values: readonly number[], cells: number): number[] {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity)
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity)
  return Array.from({ length: cells - 1 }, (_, i) => low + ((i + 1) * (high - low)) / cells)
}

const baseline = normal(5000)
const shifted = normal(2000, 1)

describe('one sentinel of 999999', () => {
  test('in the window does not hide a shift from the stability index, nor JS and Hellinger', () => {
    const window = [...shifted, sentinel]
    const theirs = equalWidthEdges([...baseline, ...window], 14)
    const hidden = [counts(theirs, baseline), counts(theirs, window)] as const
    expect(populationStabilityIndex(...hidden).value).toBeLessThan(0.02)
    expect(jensenShannonDistance(...hidden).value).toBeLessThan(0.02)

    const ours = frozenEdges(baseline, 10)
    const before = counts(ours, baseline)
    const [clean, dirty] = [counts(ours, shifted), counts(ours, window)]
    const seen = populationStabilityIndex(before, dirty)
    // Between two normals one deviation apart, in deciles of the first, the index is 0.926.
    expect(seen.value).toBeGreaterThan(0.91)
    expect(seen.value).toBeLessThan(0.94)
    expect(Math.abs(seen.value! - populationStabilityIndex(before, clean).value!)).toBeLessThan(
      0.002,
    )
    expect(driftLevel(seen)).toBe('critical')
    for (const distance of [jensenShannonDistance, hellingerDistance]) {
      const estimate = distance(before, dirty)
      expect(estimate.value).toBeGreaterThan(3 * estimate.critical!)
      expect(Math.abs(estimate.value! - distance(before, clean).value!)).toBeLessThan(0.001)
    }
  })

  test('in the window raises no Wasserstein alarm of 100 deviations', () => {
    const window = [...normal(9999), sentinel]
    expect(
      wassersteinDistance(baseline, window, { range: inDeviations(window) }).value,
    ).toBeCloseTo(100, 0)
    const estimate = wassersteinDistance(baseline, window)
    expect(estimate.value).toBeLessThan(0.01)
    expect(estimate.tails!.above).toBeCloseTo(estimate.tails!.referenceAbove, 3)
  })

  test('in the baseline does not hide a shift from the Wasserstein distance', () => {
    const dirty = [...normal(9999), sentinel]
    const theirs = wassersteinDistance(dirty, shifted, { range: inDeviations(dirty, dirty) })
    expect(theirs.value).toBeLessThan(0.02)
    // One deviation is 0.74 interquartile ranges; a little of it lies beyond the 99th percentile.
    for (const before of [normal(9999), dirty]) {
      const estimate = wassersteinDistance(before, shifted)
      expect(estimate.value).toBeGreaterThan(0.65)
      expect(estimate.value).toBeLessThan(0.75)
      const edges = [...frozenEdges(before, 100), sentinel + 1]
      const cells = [counts(edges, before), counts(edges, shifted)] as const
      const range = baselineRange(before)!
      const inCells = { ...range, lower: Math.max(range.lower, edges[0]!) }
      const binned = binnedWassersteinDistance(edges, ...cells, { range: inCells })
      expect(Math.abs(binned.value! - estimate.value!)).toBeLessThan(0.02)
    }
  })

  test('in the baseline does not hide a shift from the Kolmogorov–Smirnov distance', () => {
    const dirty = [...normal(9999), sentinel]
    const theirs = equalWidthEdges(dirty, 10_000)
    const hidden = binnedKolmogorovSmirnov(counts(theirs, dirty), counts(theirs, shifted))
    expect(hidden.value).toBeLessThan(0.001)
    // Even on such cells the certified interval owns up to what they cannot see.
    expect(hidden).toMatchObject({ pValue: null })
    expect(hidden.certifiedInterval!.upper).toBeGreaterThan(0.99)

    const exact = kolmogorovSmirnov(dirty, shifted).value!
    expect(exact).toBeCloseTo(0.383, 2)
    const ours = frozenEdges(dirty, 1000)
    const seen = binnedKolmogorovSmirnov(counts(ours, dirty), counts(ours, shifted))
    expect(seen.value).toBeGreaterThan(exact - 0.005)
    expect(seen.certifiedInterval!.lower).toBeLessThanOrEqual(exact)
    expect(seen.certifiedInterval!.upper).toBeGreaterThanOrEqual(exact)
  })
})

/** The yardstick at fault: everything seen, divided by the standard deviation of the baseline. */
function inDeviations(all: readonly number[], before: readonly number[] = baseline) {
  const mean = before.reduce((sum, value) => sum + value, 0) / before.length
  const square = before.reduce((sum, value) => sum + (value - mean) ** 2, 0) / before.length
  const lower = Math.min(-10, ...all.slice(0, 1))
  return { lower, upper: sentinel, interquartileRange: Math.sqrt(square) }
}

test('60 % newly missing is drift, where missing values have a cell', () => {
  const edges = frozenEdges(baseline, 10)
  const present = counts(edges, normal(800))
  const before = counts(edges, baseline)
  // Dropping the missing values first leaves nothing to see.
  expect(driftLevel(populationStabilityIndex(before, present))).toBe('none')
  const seen = populationStabilityIndex([...before, 0], [...present, 1200])
  expect(seen.value).toBeGreaterThan(5)
  expect(driftLevel(seen)).toBe('critical')
  const allMissing = populationStabilityIndex([...before, 0], [...edges, 0].map(() => 0).concat(9))
  expect(driftLevel(allMissing)).toBe('critical')
})

test('a rare class gaining row after row moves the index smoothly', () => {
  const before = [5000, 4800, 200, 0]
  const indices = Array.from(
    { length: 8 },
    (_, rare) => populationStabilityIndex(before, [5100 - rare, 4900, 0, rare]).value!,
  )
  const steps = indices.slice(1).map((index, i) => Math.abs(index - indices[i]!))
  expect(Math.max(...steps)).toBeLessThan(0.005)
})

test('the cells decide how sure a Kolmogorov–Smirnov p can be, not chance', () => {
  const random = seededRandom(71)
  const size = 20_000
  const draw = () => Float64Array.from({ length: size }, random)
  const [before, now] = [draw(), draw().map((value) => value ** 1.06)]
  const exact = kolmogorovSmirnov(before, now)
  const onRandomCells = (cells: number, resolution?: number) => {
    const edges = Array.from({ length: cells - 1 }, random).sort((a, b) => a - b)
    const options = resolution === undefined ? {} : { resolution }
    return binnedKolmogorovSmirnov(
      counts(edges, Array.from(before)),
      counts(edges, Array.from(now)),
      options,
    )
  }
  // Twenty sketches of the same data: a p that ignores the cells comes out differently each time.
  const careless = Array.from({ length: 20 }, () => onRandomCells(4, Infinity).pValue!)
  expect(Math.max(...careless) / Math.min(...careless)).toBeGreaterThan(10)
  for (let sketch = 0; sketch < 10; sketch++) {
    const estimate = onRandomCells(100)
    expect(estimate.pValue).toBeNull()
    expect(estimate.reason).toContain('resolution-limited')
    expect(estimate.certifiedInterval!.lower).toBeLessThanOrEqual(exact.value!)
    expect(estimate.certifiedInterval!.upper).toBeGreaterThanOrEqual(exact.value!)
  }
})

test('a constant column has p = 1 and does not poison the others', () => {
  const constant = chiSquaredTest([5000], [400])
  const moved = chiSquaredTest([2500, 2500], [300, 100])
  expect(constant).toMatchObject({ pValue: 1, reason: 'no variation: one category' })
  const adjusted = benjaminiHochberg([constant.pValue, moved.pValue])
  expect(adjusted[0]).toBe(1)
  expect(adjusted[1]).toBeLessThan(1e-9)
})

test('without drift at most one window in a hundred alarms, however small', () => {
  const random = seededRandom(73)
  const draw = (size: number) => {
    const cells = Array.from({ length: 10 }, () => 0)
    for (let i = 0; i < size; i++) cells[Math.floor(random() * 10)]!++
    return cells
  }
  const before = draw(5000)
  const rounds = 1000
  const rates = [50, 100, 200, 500].map((size) => {
    let alarms = 0
    let byRuleOfThumb = 0
    for (let round = 0; round < rounds; round++) {
      const psi = populationStabilityIndex(before, draw(size))
      if (driftLevel(psi) !== 'none') alarms++
      if (psi.value! >= 0.1) byRuleOfThumb++
    }
    return { alarms: alarms / rounds, byRuleOfThumb: byRuleOfThumb / rounds }
  })
  for (const { alarms } of rates) expect(alarms).toBeLessThanOrEqual(0.01)
  // The rule of thumb alone: most windows of 50 and a third of those of 100.
  expect(rates[0]!.byRuleOfThumb).toBeGreaterThan(0.6)
  expect(rates[1]!.byRuleOfThumb).toBeGreaterThan(0.2)
})
