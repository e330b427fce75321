import { describe, expect, test } from 'vitest'
import { auroc } from './auroc.ts'
import { classScores, multiclassAuroc } from './multiclass-auroc.ts'
import reference from './reference/multiclass-auroc.json' with { type: 'json' }
import { relativeError } from './reference/relative-error.ts'
import { seededRandom } from './reference/seeded-random.ts'
import { exactCounts } from './scored-counts.ts'

test('agrees with scikit-learn, intervals with DeLong over all pairs', () => {
  for (const { actual, scores, perClass, macro, weighted, micro } of reference.cases) {
    const categories = scores.map((_, k) => `class ${k}`)
    const named = actual.map((k) => `class ${k}`)
    const areas = multiclassAuroc(classScores(categories, scores, named))
    areas.perClass.forEach((each, k) => {
      expect(relativeError(each.auroc.value, perClass[k]!)).toBeLessThan(1e-12)
    })
    for (const [average, frozen] of [
      [areas.macro, macro],
      [areas.weighted, weighted],
    ] as const) {
      expect(relativeError(average.value, frozen.value)).toBeLessThan(1e-12)
      expect(relativeError(average.interval!.lower, frozen.lower)).toBeLessThan(1e-9)
      expect(relativeError(average.interval!.upper, frozen.upper)).toBeLessThan(1e-9)
      expect(average.averaged).toEqual(categories)
    }
    expect(relativeError(areas.micro.value, micro)).toBeLessThan(1e-12)
    expect(areas.micro.interval).toBeNull()
    expect(areas.micro.reason).toContain('not independent')
  }
})

/** Three classes, the score of the own class being higher on average. */
function draw(random: () => number, n: number) {
  const categories = ['a', 'b', 'c']
  const actual = Array.from({ length: n }, () => categories[Math.floor(3 * random())]!)
  const scores = categories.map((category) =>
    actual.map((each) => Math.round(20 * (random() + (each === category ? 0.4 : 0)))),
  )
  return { categories, actual, scores }
}

test('micro is the area of all scores pooled', () => {
  const random = seededRandom(31)
  for (let round = 0; round < 20; round++) {
    const { categories, actual, scores } = draw(random, 40)
    const { micro } = multiclassAuroc(classScores(categories, scores, actual))
    const labels = categories.flatMap((category) => actual.map((each) => +(each === category)))
    expect(micro.value).toBe(auroc(exactCounts(scores.flat(), labels)).value)
  }
})

test('the interval of the average covers at least as often as it says', () => {
  const random = seededRandom(32)
  const large = draw(random, 30000)
  const truth = multiclassAuroc(classScores(large.categories, large.scores, large.actual)).macro
    .value!
  const rounds = 300
  let covered = 0
  for (let round = 0; round < rounds; round++) {
    const { categories, actual, scores } = draw(random, 90)
    const { interval } = multiclassAuroc(classScores(categories, scores, actual)).macro
    if (interval!.lower! <= truth && truth <= interval!.upper!) covered++
  }
  expect(covered / rounds).toBeGreaterThan(0.94)
})

describe('states', () => {
  const categories = ['a', 'b', 'c']
  const scores = [
    [0.8, 0.6, 0.4, 0.5, 0.1],
    [0.1, 0.3, 0.5, 0.4, 0.8],
    [0.1, 0.1, 0.1, 0.1, 0.1],
  ]

  test('a class without positives is undefined, and the averages say so', () => {
    const actual = ['a', 'a', 'a', 'b', 'b']
    const { perClass, macro, weighted, micro } = multiclassAuroc(
      classScores(categories, scores, actual),
    )
    expect(perClass[2]!.auroc).toMatchObject({ value: null, state: 'undefined' })
    expect(macro.averaged).toEqual(['a', 'b'])
    expect(macro.reason).toMatch(/^c is left out: 0 positives and 5 negatives/)
    expect(macro.value).toBeCloseTo(5 / 6, 12)
    expect(weighted.averaged).toEqual(['a', 'b'])
    expect(micro.averaged).toEqual(categories)
  })

  test('nothing to average is undefined', () => {
    const areas = multiclassAuroc(classScores(categories, [[1], [0], [0]], ['a']))
    expect(areas.macro).toMatchObject({ value: null, state: 'undefined', averaged: [] })
    const none = multiclassAuroc(classScores(categories, [[], [], []], []))
    expect(none.micro).toMatchObject({ value: null, state: 'undefined' })
  })

  test('the minimum counts the smallest class', () => {
    const actual = ['a', 'a', 'a', 'b', 'b']
    const areas = multiclassAuroc(classScores(['a', 'b'], scores.slice(0, 2), actual), {
      minimum: 10,
    })
    expect(areas.macro.state).toBe('insufficient')
    expect(areas.macro.reason).toContain('2 in the smallest class, at least 10 needed')
  })
})

test('impossible input is refused', () => {
  const counts = { scores: [1, 2], positives: [1, 0], negatives: [0, 1] }
  expect(() => multiclassAuroc([{ category: 'a', counts }])).toThrow('two are needed')
  const twice = { category: 'b', counts: { scores: [1], positives: [2], negatives: [0] } }
  expect(() => multiclassAuroc([{ category: 'a', counts }, twice])).toThrow('exactly one class')
  expect(() => classScores(['a'], [[1]], ['b'])).toThrow('"b" at index 0')
  expect(() => classScores(['a', 'b'], [[1]], ['a'])).toThrow('2 classes but scores of 1')
  expect(() => classScores(['a', 'b'], [[1], [1, 2]], ['a'])).toThrow(RangeError)
})
