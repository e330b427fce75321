import { describe, expect, test } from 'vitest'
import { isSmallCount } from '../fairness/small-cell-suppression.ts'
import { overallSegment } from '../monitoring/segment.ts'
import type { Estimate } from '../statistics/estimate.ts'
import { seededRandom } from '../statistics/reference/seeded-random.ts'
import type { Finding, Review } from '../statistics/review-rates.ts'
import { type ReviewReport, type ReviewSegment, reviewSegment } from './review-report.ts'
import { suppressReviews } from './suppress-reviews.ts'
import { type Equation, determined, sumOf } from './test-determined.ts'

type Marks = readonly Finding[]
type Counted = { item: string; harm: Marks; distance: number | null }

/** Reviews of items, each with the marks that its reviewers gave. */
function reviewsOf(items: readonly Counted[]): Review[] {
  const none = {
    rating: null,
    omission: null,
    hallucination: null,
    refusal: null,
    escalation: null,
  }
  return items.flatMap(({ item, harm }) =>
    harm.map((mark, reviewer) => ({ ...none, reviewer: `r${reviewer}`, item, harm: mark })),
  )
}

function segmentOf(value: string, items: readonly Counted[]): ReviewSegment {
  const distances = items.flatMap(({ item, distance }): [string, number][] =>
    distance === null ? [] : [[item, distance]],
  )
  return reviewSegment(
    {
      segment: value === '' ? overallSegment : { attribute: 'ward', value },
      reviews: reviewsOf(items),
      distances: new Map(distances),
      patients: null,
    },
    new Set(['harm']),
    { baseline: null, dataCutoff: null },
    { minimum: 30 },
  )
}

function reportOf(groups: readonly (readonly Counted[])[], all = groups.flat()): ReviewReport {
  const overall = segmentOf('', all)
  return {
    format: 'primum-reviews/1',
    dataset: { name: 'a', rows: overall.reviews!, unusable: 0, from: null, to: null },
    overall,
    groups: groups.map((items, g) => segmentOf(`w${g}`, items)),
    notes: [],
    suppressedBelow: null,
  }
}

/** As many items of each kind as `counts` says: marks of reviewers, and a distance. */
function itemsOf(group: number, counts: readonly [number, Marks, number | null][]): Counted[] {
  return counts.flatMap(([count, harm, distance], kind) =>
    Array.from({ length: count }, (_, i) => ({ item: `${group}:${kind}:${i}`, harm, distance })),
  )
}

const isHidden = ({ reason }: Estimate) => reason?.startsWith('hidden') === true

// Kinds of items: by what their reviewers said, and whether the draft was signed as it was.
const kinds: [Marks, number | null][] = [
  [[1], 0],
  [[0], 0.5],
  [[0, 0], 0.5],
  [[1, 0], 0],
  [[1, 1], 0.5],
  [[null], null],
  [[0, null], 0.5],
]
const judged = [0, 1, 2, 3, 4, 6]
const found = [0, 3, 4]
const twice = [2, 3, 4]
const kindsTo = (is: (kind: [Marks, number | null]) => boolean) =>
  kinds.flatMap((kind, at) => (is(kind) ? [at] : []))
const all = kindsTo(() => true)
const texts = kindsTo(([, distance]) => distance !== null)
const unchanged = kindsTo(([, distance]) => distance === 0)
const second = kindsTo(([marks]) => marks.length === 2)

function equationsOf(segment: ReviewSegment, of: (kind: number) => string[]): Equation[] {
  const list: Equation[] = []
  const say = (some: readonly number[], value: number) =>
    list.push({ terms: sumOf(some.flatMap(of)), value })
  const share = (estimate: Estimate, part: readonly number[], whole: readonly number[]) => {
    if (isHidden(estimate)) return
    say(whole, estimate.n)
    if (estimate.value !== null) say(part, estimate.value * estimate.n)
  }
  if (segment.items > 0) say(all, segment.items)
  if (segment.items > 0 && segment.reviews !== null) say(second, segment.reviews - segment.items)
  const { rate, cohensKappa } = segment.findings[0]!
  share(rate, found, judged)
  if (rate.ties !== null) say([3], rate.ties)
  if (rate.reviews !== null && !isHidden(rate)) say(twice, rate.reviews - rate.n)
  for (const kappa of [rate.agreement, cohensKappa]) {
    if (kappa === null || isHidden(kappa)) continue
    say(twice, kappa.n)
    if (kappa.observedAgreement !== null) say([2, 4], kappa.observedAgreement * kappa.n)
  }
  share(segment.edits!['signed-unchanged'], unchanged, texts)
  return list
}

describe('suppressReviews', () => {
  test('no small count of items is shown or can be worked out', () => {
    const random = seededRandom(5)
    const seen = { hidden: 0, withoutFinding: 0, withoutDetails: 0, whole: 0 }
    for (let round = 0; round < 150; round++) {
      const rare = [0.03, 0.15, 0.5][round % 3]!
      const groups = Array.from({ length: 2 + Math.floor(random() * 3) }, (_, g) => g)
      const items = groups.map((g) =>
        itemsOf(
          g,
          kinds.map(([marks, distance], kind): [number, Marks, number | null] => {
            const tiny = round % 5 === 0 && g === 0
            const few = tiny ? kind === 1 : random() < rare
            const many = tiny ? 0 : 15 + Math.floor(random() * 30)
            return [few ? Math.floor(random() * 13) : many, marks, distance]
          }),
        ),
      )
      const shown = suppressReviews(reportOf(items))
      const name = (g: number, kind: number) => `${g}:${kind}`
      const equations = [
        ...shown.groups.flatMap((each, g) => equationsOf(each, (kind) => [name(g, kind)])),
        ...equationsOf(shown.overall, (kind) => groups.map((g) => name(g, kind))),
      ]
      const without = (of: readonly number[], some: readonly number[]) =>
        of.filter((kind) => !some.includes(kind))
      const parts = [
        ...[all, judged, found, twice, texts, unchanged, second, [3], [2, 4], [5]],
        ...[without(judged, found), without(judged, twice), without(texts, unchanged)],
        ...[without(all, judged), without(all, texts), without(second, twice)],
      ]
      const targets = [groups, ...groups.map((g) => [g])].flatMap((some) =>
        parts.map((part) => sumOf(some.flatMap((g) => part.map((kind) => name(g, kind))))),
      )
      const known = determined(equations, targets)
      expect(known.filter((value) => value !== null && isSmallCount(value))).toEqual([])
      for (const { items: n, findings } of shown.groups) {
        const { rate } = findings[0]!
        if (n === 0) seen.hidden++
        else if (rate.value === null) seen.withoutFinding++
        else if (rate.ties === null) seen.withoutDetails++
        else seen.whole++
      }
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10)
  })

  const large = (g: number) =>
    itemsOf(g, [
      [40, [1, 1], 0],
      [60, [0, 0], 0.5],
      [20, [0, 1], 0.2],
    ])
  const rare = itemsOf(0, [
    [3, [1, 1], 0.1],
    [90, [0, 0], 0.5],
  ])

  test('a finding of few is hidden with another group, and the group remains', () => {
    const { groups, overall } = suppressReviews(reportOf([rare, large(1), large(2)]))
    expect(groups.map(({ findings }) => findings[0]!.rate.value === null)).toEqual([
      true,
      true,
      false,
    ])
    expect(groups[0]).toMatchObject({ items: 93, reviews: 186 })
    expect(JSON.stringify(groups[0]!.findings)).not.toMatch(/"(value|n|ties|lower)":-?0?\.?[1-9]/)
    expect(overall.findings[0]!.rate.n).toBe(333)
  })

  test('where items are in several groups, these are no parts of the whole', () => {
    const items = large(1)
    const { groups, overall } = suppressReviews(reportOf([items, items.slice(5)], items))
    expect(groups.map(({ items: n }) => n)).toEqual([0, 0])
    expect(overall.items).toBe(120)
  })

  test('large groups are shown as they are, and few rows besides are in no total', () => {
    const report = reportOf([large(1), large(2)])
    const shown = suppressReviews(report)
    expect(shown.groups).toEqual(report.groups)
    expect(shown.overall).toEqual(report.overall)
    expect(shown.suppressedBelow).toBe(11)
    const dataset = { ...report.dataset, rows: report.dataset.rows + 4, unusable: 4 }
    expect(suppressReviews({ ...report, dataset }).dataset).toEqual(report.dataset)
    const few = suppressReviews(reportOf([itemsOf(0, [[7, [1], null]])]))
    expect(few.dataset.rows).toBe(0)
    expect(few.overall).toMatchObject({ items: 0, reviews: 0 })
  })
})
