import type { Segment } from '../monitoring/segment.ts'
import { type KappaEstimate, cohensKappa } from '../statistics/cohens-kappa.ts'
import { crossCounts } from '../statistics/cross-counts.ts'
import {
  type FindingName,
  type FindingRate,
  type Review,
  findingNames,
  judgedItems,
  reviewRates,
} from '../statistics/review-rates.ts'
import { type DraftEdits, draftEdits } from './draft-edits.ts'
import { type Provenance, type Stamped, stamp } from './provenance.ts'
import { editsByPatient, rateByPatient } from './review-clusters.ts'

/**
 * `clusters` counts the patients whose items were judged, where they are named; `reviews` and
 * `ties` are null where they are hidden.
 */
export type ShownRate = Omit<FindingRate, 'reviews' | 'ties'> & {
  reviews: number | null
  ties: number | null
  clusters?: number
}

/** The rate of one finding, and how far the people who looked for it agree. */
export type FindingReport = {
  finding: FindingName
  /** Wilson interval; `agreement` is Fleiss' kappa over the items that several judged */
  rate: ShownRate
  /** where exactly two people judged; null with more or fewer, for whom Fleiss' kappa stands */
  cohensKappa: KappaEstimate | null
}

export type ReviewSegment = {
  segment: Segment
  /** null where they are hidden */
  reviews: number | null
  items: number
  reviewers: number
  /** patients of the items; null where no column names them */
  patients: number | null
  findings: Stamped<FindingReport>[]
  /** agreement of two people on the rating, far misses weighing more; null with more or fewer */
  ratingAgreement: Stamped<KappaEstimate> | null
  /** null where no texts were given */
  edits: Stamped<DraftEdits> | null
}

export type ReviewReport = {
  format: 'primum-reviews/1'
  dataset: {
    name: string
    rows: number
    /** rows that name no reviewer or no item */
    unusable: number
    from: string | null
    to: string | null
  }
  overall: ReviewSegment
  groups: ReviewSegment[]
  notes: string[]
  /** smallest count shown, null where nothing was hidden */
  suppressedBelow: number | null
}

/** Reviews of one segment. */
export type ReviewEvidence = {
  segment: Segment
  reviews: readonly Review[]
  /** of its items with both texts */
  distances: ReadonlyMap<string, number> | null
  /** whom each item is about; null where no column says so */
  patients: ReadonlyMap<string, string> | null
}

/**
 * @param asked findings whose columns were given: nothing is said of the others
 * Throws RangeError as `reviewRates` does.
 */
export function reviewSegment(
  { segment, reviews, distances, patients }: ReviewEvidence,
  asked: ReadonlySet<FindingName>,
  provenance: Provenance,
  options: { minimum: number },
): ReviewSegment {
  const rates = reviewRates(reviews, options)
  const findings = findingNames
    .filter((finding) => asked.has(finding))
    .map((finding): FindingReport => {
      const marks = (review: Review) =>
        finding === 'low-rating' ? lowRating(review) : review[finding]
      const kappa = twoRaters(reviews, ['0', '1'], marks, 'none')
      const rate =
        patients === null
          ? rates[finding]
          : rateByPatient(rates[finding], judgedItems(finding, reviews), patients, options)
      return { finding, rate, cohensKappa: kappa }
    })
  const ratings = asked.has('low-rating')
    ? twoRaters(reviews, ['1', '2', '3', '4', '5'], ({ rating }) => rating, 'quadratic')
    : null
  const items = new Set(reviews.map(({ item }) => item))
  return {
    segment,
    reviews: reviews.length,
    items: items.size,
    reviewers: new Set(reviews.map(({ reviewer }) => reviewer)).size,
    patients: patients === null ? null : new Set([...items].map((item) => patients.get(item))).size,
    findings: stamp(findings, provenance),
    ratingAgreement: stamp(ratings, provenance),
    edits:
      distances === null
        ? null
        : stamp(
            patients === null
              ? draftEdits([...distances.values()], options)
              : editsByPatient(distances, patients, options),
            provenance,
          ),
  }
}

function lowRating({ rating }: Review): 0 | 1 | null {
  return rating === null ? null : rating <= 2 ? 1 : 0
}

/** Cohen's kappa of the two people who judged at all; null where they are not two. */
function twoRaters(
  reviews: readonly Review[],
  categories: readonly string[],
  mark: (review: Review) => number | null,
  weights: 'none' | 'quadratic',
): KappaEstimate | null {
  const judged = reviews.filter((review) => mark(review) !== null)
  const [first, second, ...more] = [...new Set(judged.map(({ reviewer }) => reviewer))].toSorted()
  if (first === undefined || second === undefined || more.length > 0) return null
  const marks = (reviewer: string) =>
    new Map(
      judged
        .filter((review) => review.reviewer === reviewer)
        .map((review) => [review.item, String(mark(review))]),
    )
  const others = marks(second)
  const both = [...marks(first)].filter(([item]) => others.has(item))
  const table = crossCounts(
    categories,
    both.map(([, own]) => own),
    both.map(([item]) => others.get(item)!),
  )
  return cohensKappa(table, { weights })
}
