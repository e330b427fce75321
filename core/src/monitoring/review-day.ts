import { z } from 'zod'
import type { FindingName } from '../statistics/review-rates.ts'
import { findingNames } from '../statistics/review-rates.ts'

/** What one reviewer says of one output; null is "not judged". */
export type OutputReview = {
  reviewer: string
  kind: 'human' | 'automated'
  /** 5 is best */
  rating: number | null
  omission: boolean | null
  hallucination: boolean | null
  harm: boolean | null
  refusal: boolean | null
  escalation: boolean | null
  /** between draft and signed text, 0 to 1 */
  editDistance: number | null
}

/** Outputs by their votes: the key "2/1" says that two denied a finding and one affirmed it. */
type Votes = Record<string, number>

type FindingDay = {
  /** of the reviewers who decide, see `decidingReviews` */
  votes: Votes
  /** of all reviewers, where two or more judged */
  allVotes: Votes
  /**
   * Where exactly two judged, by the JSON of both codes in order: both deny, the second affirms, the
   * first affirms, both affirm.
   */
  pairs: Record<string, [number, number, number, number]>
}

/** Σx and Σx² over the outputs, x in parts of `wholeParts`. */
export type ValueDay = { n: number; sum: number; squareSum: number }

/**
 * Reviewed outputs whose first review fell on one day, for one segment. Whole counts only, so that
 * days add up in any order and a later review takes back exactly what an earlier one added.
 */
export type ReviewDay = {
  outputs: number
  findings: Record<FindingName, FindingDay>
  rating: ValueDay
  editDistance: ValueDay
}

/** The attribute of the segments `human` and `automated`. */
export const reviewedBy = 'reviewedBy'

/** Four times every number to 10 divides it, so the mean of up to ten ratings stays whole. */
export const wholeParts = 10_080

const votes = z.record(z.string().regex(/^\d+\/\d+$/), z.int())
const findingDay = z.object({
  votes: votes.default({}),
  allVotes: votes.default({}),
  pairs: z.record(z.string(), z.tuple([z.int(), z.int(), z.int(), z.int()])).default({}),
})
const emptyFinding = () => findingDay.parse({})
const finding = findingDay.default(emptyFinding)
const values = z
  .object({ n: z.int(), sum: z.int(), squareSum: z.int() })
  .default({ n: 0, sum: 0, squareSum: 0 })

/** What was stored before a count existed has none of it. */
export const reviewDaySchema = z.object({
  outputs: z.int().default(0),
  findings: z
    .object({
      omission: finding,
      hallucination: finding,
      harm: finding,
      refusal: finding,
      escalation: finding,
      'low-rating': finding,
    })
    .prefault({}),
  rating: values,
  editDistance: values,
})

export function emptyReviewDay(): ReviewDay {
  return reviewDaySchema.parse({})
}

/** Adds `source` to `target` in place. */
export function mergeReviewDay(target: ReviewDay, source: ReviewDay): void {
  target.outputs += source.outputs
  for (const name of findingNames) {
    const [to, from] = [target.findings[name], source.findings[name]]
    for (const kind of ['votes', 'allVotes'] as const) {
      for (const key in from[kind]) addTo(to[kind], key, from[kind][key]!)
    }
    for (const key in from.pairs) {
      from.pairs[key]!.forEach((count, place) => addToPair(to.pairs, key, place, count))
    }
  }
  for (const kind of ['rating', 'editDistance'] as const) {
    target[kind].n += source[kind].n
    target[kind].sum += source[kind].sum
    target[kind].squareSum += source[kind].squareSum
  }
}

/** Adds (`times` 1) or takes back (−1) one output with all its reviews, in place. */
export function countOutput(
  day: ReviewDay,
  reviews: readonly OutputReview[],
  times: 1 | -1 = 1,
): void {
  if (reviews.length === 0) return
  day.outputs += times
  const deciding = decidingReviews(reviews)
  for (const name of findingNames) {
    const found = day.findings[name]
    const key = votesOf(name, deciding)
    if (key !== null) addTo(found.votes, key, times)
    const all = judging(name, reviews)
    if (all.length < 2) continue
    addTo(found.allVotes, votesOf(name, all)!, times)
    if (all.length > 2) continue
    const [a, b] = all.toSorted((x, y) => (x.reviewer < y.reviewer ? -1 : 1)) as [Said, Said]
    const pair = JSON.stringify([a.reviewer, b.reviewer])
    addToPair(found.pairs, pair, 2 * Number(a.found) + Number(b.found), times)
  }
  addValue(
    day.rating,
    means(deciding, ({ rating }) => rating && (rating - 1) / 4),
    times,
  )
  addValue(
    day.editDistance,
    means(deciding, ({ editDistance }) => editDistance),
    times,
  )
}

/** People decide where one has looked; a program only where none has. */
export function decidingReviews(reviews: readonly OutputReview[]): readonly OutputReview[] {
  const people = reviews.filter(({ kind }) => kind === 'human')
  return people.length > 0 ? people : reviews
}

type Said = { reviewer: string; found: boolean }

function judging(name: FindingName, reviews: readonly OutputReview[]): Said[] {
  return reviews.flatMap((review) => {
    const { reviewer, rating } = review
    if (name !== 'low-rating') {
      const found = review[name]
      return found === null ? [] : [{ reviewer, found }]
    }
    return rating === null ? [] : [{ reviewer, found: rating <= 2 }]
  })
}

function votesOf(name: FindingName, reviews: readonly OutputReview[] | Said[]): string | null {
  const said = reviews.flatMap((each) => ('found' in each ? [each] : judging(name, [each])))
  if (said.length === 0) return null
  const found = said.filter((each) => each.found).length
  return `${said.length - found}/${found}`
}

function means(
  reviews: readonly OutputReview[],
  value: (review: OutputReview) => number | null,
): number | null {
  const known = reviews.map(value).filter((each) => each !== null)
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0) / known.length
}

function addValue(day: ValueDay, value: number | null, times: 1 | -1): void {
  if (value === null) return
  const parts = Math.round(value * wholeParts)
  day.n += times
  day.sum += times * parts
  day.squareSum += times * parts * parts
}

function addTo(counts: Votes, key: string, times: number): void {
  const sum = (counts[key] ?? 0) + times
  if (sum === 0) delete counts[key]
  else counts[key] = sum
}

function addToPair(pairs: FindingDay['pairs'], key: string, place: number, times: number): void {
  const cell = pairs[key] ?? [0, 0, 0, 0]
  cell[place] = cell[place]! + times
  if (cell.every((count) => count === 0)) delete pairs[key]
  else pairs[key] = [...cell]
}

/** The days of one segment. */
export type ReviewDays = (day: string) => ReviewDay | null
