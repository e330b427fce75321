import { expect, test } from 'vitest'
import { seededRandom } from '../monitoring/test-cohort.ts'
import { multivariateDrift } from './multivariate-drift.ts'

const sample = { method: 'every row', seed: 1, rows: 0, baselineRows: 0 }

/** Columns of which the second follows the first as far as `tie` says. */
function rows(count: number, seed: number, tie: number, shift = 0): Float64Array[] {
  const random = seededRandom(seed)
  const first = Float64Array.from({ length: count }, () => random() + random() + shift)
  const second = first.map((x) => tie * x + (1 - tie) * (random() + random()))
  return [first, second, first.map((x, i) => x + second[i]! + random() / 10)]
}

const names = ['a', 'b', 'c']
const measure = (baseline: Float64Array[], current: Float64Array[], of = names) =>
  multivariateDrift({ names: of, baseline, current }, sample, {
    minimum: 30,
    random: seededRandom(5),
  })

test('a relation that breaks is seen although each column looks as before', () => {
  const baseline = rows(1000, 1, 0.95)
  const same = measure(baseline, rows(800, 2, 0.95)).metrics['reconstruction-error']
  const broken = measure(baseline, rows(800, 3, 0)).metrics['reconstruction-error']
  expect(same.difference!.lower).toBeLessThan(0)
  expect(same.difference!.upper).toBeGreaterThan(0)
  expect(broken.difference!.lower).toBeGreaterThan(0)
})

test('a shift is told by the classifier', () => {
  const { metrics } = measure(rows(600, 1, 0.5), rows(600, 2, 0.5, 0.6))
  expect(metrics['domain-classifier-auroc'].interval!.lower).toBeGreaterThan(0.6)
})

test('columns that cannot take part are named with their reason', () => {
  const baseline = rows(700, 1, 0.5)
  const current = rows(100, 2, 0.5)
  const gaps = current[1]!.map((value, i) => (i % 4 === 0 ? value : Number.NaN))
  const constant = new Float64Array(700).fill(3)
  const { columns, leftOut } = measure(
    [baseline[0]!, baseline[1]!, constant, baseline[2]!],
    [current[0]!, gaps, current[2]!, current[2]!],
    ['a', 'gaps', 'constant', 'c'],
  )
  expect(columns).toEqual(['a', 'c'])
  expect(leftOut).toEqual([
    { column: 'gaps', reason: '75 % of its values in the dataset are missing' },
    { column: 'constant', reason: 'it does not vary in the baseline' },
  ])
})

test('no columns, few rows and one column each have their state', () => {
  const none = measure([], [], []).metrics
  expect(none['reconstruction-error']).toMatchObject({ state: 'undefined', value: null })
  expect(none['domain-classifier-auroc'].reason).toContain('no numeric feature')
  const few = measure(rows(40, 1, 0.9), rows(200, 2, 0.9)).metrics
  expect(few['reconstruction-error']).toMatchObject({ state: 'insufficient' })
  expect(few['reconstruction-error'].reason).toContain('at least 60 needed for 3 columns')
  const tiny = measure(rows(300, 1, 0.9), rows(20, 2, 0.9)).metrics
  expect(tiny['reconstruction-error'].state).toBe('insufficient')
  expect(tiny['domain-classifier-auroc'].state).toBe('insufficient')
  const [one] = rows(300, 1, 0.9)
  expect(measure([one!], [one!], ['a']).metrics['reconstruction-error'].reason).toContain(
    'one column alone',
  )
})

test('at most fifty columns take part, the first ones', () => {
  const many = Array.from({ length: 52 }, (_, i) => rows(60, i + 1, 0.5)[0]!)
  const found = measure(
    many,
    many,
    many.map((_, i) => `x${i}`),
  )
  expect(found.columns.length).toBe(50)
  expect(found.leftOut.map(({ column }) => column)).toEqual(['x50', 'x51'])
})
