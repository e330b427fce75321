import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DayCount, type ShownDayCounts, showDayCounts } from './day-counts.ts'
import { type SmallCellPolicy, isSmallCount, smallCellPolicy } from './small-cell-suppression.ts'

const day = (predictions: number, labelled = 0, index = 0): DayCount => ({
  day: `2026-01-${String(index + 1).padStart(2, '0')}`,
  predictions,
  labelled,
})
const shown = (...counts: [predictions: number, labelled: number][]) =>
  showDayCounts(counts.map(([predictions, labelled], index) => day(predictions, labelled, index)))
const values = ({ days }: ShownDayCounts) =>
  days.map(({ predictions, labelled }) => [predictions, labelled])

describe('days as they may be shown', () => {
  test('10 is hidden, 0 and 11 are shown', () => {
    expect(values(shown([10, 0], [11, 0], [0, 0], [40, 11], [40, 0]))).toEqual([
      [null, null],
      [11, 0],
      [0, 0],
      [40, 11],
      [40, 0],
    ])
  })

  test('few with an outcome, and few without, are hidden, while their day is shown', () => {
    expect(values(shown([40, 5], [40, 35], [40, 40]))).toEqual([
      [40, null],
      [40, null],
      [40, 40],
    ])
  })

  test('a single hidden day is in no total, as the total would tell it', () => {
    const found = shown([100, 100], [5, 5], [60, 60])
    expect(found).toMatchObject({ predictions: 160, outcomes: 160 })
    expect(found.notCounted).toEqual({ predictions: 1, outcomes: 1 })
  })

  test('many hidden days are in the totals, as their sum tells none of them', () => {
    const found = shown([8, 3], [7, 4], [9, 5], [60, 60])
    expect(found).toMatchObject({ predictions: 84, outcomes: 72 })
    expect(found.notCounted).toEqual({ predictions: 0, outcomes: 0 })
  })

  test.each<[string, number[]]>([
    ['too few together', [3, 7]],
    ['as few as can be', Array.from({ length: 12 }, () => 1)],
    ['as many as can be', [10, 10, 10]],
  ])('hidden days that are %s are left out', (_, counts) => {
    const found = shown(...counts.map((count): [number, number] => [count, 0]), [60, 60])
    expect(found.predictions).toBe(60)
    expect(found.notCounted.predictions).toBe(counts.length)
  })

  test('refuses what is no count', () => {
    expect(() => shown([5, 6])).toThrow(RangeError)
    expect(() => shown([-1, -1])).toThrow(RangeError)
  })
})

describe('laws', () => {
  /** With 1 to 3 hidden there are few enough histories to look at every one. */
  const policy: SmallCellPolicy = smallCellPolicy(4, 'test')

  test.each([1, 2, 3])(
    'a reader who tries every history of %i days finds two values for each hidden count',
    (length) => {
      const most = length < 3 ? 9 : 7
      const one = Array.from({ length: most + 1 }, (_, predictions) =>
        Array.from({ length: predictions + 1 }, (__, labelled) => [predictions, labelled] as const),
      ).flat()
      let histories: (readonly (readonly [number, number])[])[] = [[]]
      for (let index = 0; index < length; index++) {
        histories = histories.flatMap((before) => one.map((each) => [...before, each]))
      }
      const seen = new Map<string, Set<number>[]>()
      for (const history of histories) {
        const counts = history.map(([predictions, labelled], index) =>
          day(predictions, labelled, index),
        )
        // The reader knows the rule as well: only histories with the very same answer remain.
        const answer = JSON.stringify(showDayCounts(counts, policy))
        const sets = seen.get(answer) ?? Array.from({ length: 2 * length }, () => new Set<number>())
        seen.set(answer, sets)
        history.flat().forEach((value, index) => sets[index]!.add(value))
      }
      expect(seen.size).toBeGreaterThan(length)
      for (const [answer, sets] of seen) {
        const { days } = JSON.parse(answer) as ShownDayCounts
        days.forEach(({ predictions, labelled }, index) => {
          const [all, known] = sets.slice(2 * index)
          if (predictions === null) expect(all!.size, answer).toBeGreaterThan(1)
          if (labelled === null) expect(known!.size, answer).toBeGreaterThan(1)
        })
      }
    },
  )

  const histories = fc.array(
    fc
      .tuple(fc.oneof(fc.nat(14), fc.nat(80)), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([predictions, share]) => [predictions, Math.round(share * predictions)] as const),
    { maxLength: 12 },
  )

  test('what is left of a total behind the shown days is no small count', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const found = shown(...history.map(([n, known]): [number, number] => [n, known]))
        const left = (total: number, of: (each: (typeof found.days)[number]) => number | null) =>
          total - found.days.reduce((sum, each) => sum + (of(each) ?? 0), 0)
        expect(isSmallCount(left(found.predictions, (each) => each.predictions))).toBe(false)
        expect(isSmallCount(left(found.outcomes, (each) => each.labelled))).toBe(false)
        for (const { predictions, labelled } of found.days) {
          expect(isSmallCount(predictions ?? 0)).toBe(false)
          expect(isSmallCount(labelled ?? 0)).toBe(false)
          if (predictions !== null && labelled !== null) {
            expect(isSmallCount(predictions - labelled)).toBe(false)
          }
        }
      }),
    )
  })

  test('a day is shown alike whatever other days hold', () => {
    fc.assert(
      fc.property(histories, histories, (some, others) => {
        const alone = values(shown(...some.map(([n, known]): [number, number] => [n, known])))
        const all = [...some, ...others].map(([n, known]): [number, number] => [n, known])
        expect(values(shown(...all)).slice(0, some.length)).toEqual(alone)
      }),
    )
  })
})
