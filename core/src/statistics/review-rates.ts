/**
 * Rates of findings among generated texts (notes, answers) that people reviewed: omission,
 * hallucination, harm, refusal, escalation, and a low rating (1 or 2 of 5).
 * Convention: the item is the unit. Of several reviewers of one item the majority counts and a tie
 * counts as found, so doubt is never read as absence; null is "not judged" and takes no part. Wilson
 * interval with items taken as independent, hence too narrow where items cluster (one clinician,
 * one patient); the numbers of items and reviewers stand beside it, and so does their agreement.
 * Source: E. B. Wilson (1927) for the interval; agreement: K. L. Gwet (2021), see fleiss-kappa.ts.
 * Twin: Python `pandas` groupby item and majority; interval `statsmodels` `proportion_confint`.
 */
import type { KappaEstimate } from './cohens-kappa.ts'
import type { Estimate, EstimateOptions } from './estimate.ts'
import { fleissKappa } from './fleiss-kappa.ts'
import { proportion } from './proportion.ts'

/** 1 found, 0 looked for and not found, null not judged. */
export type Finding = 0 | 1 | null

export type Review = {
  reviewer: string
  item: string
  /** 5 is best */
  rating: 1 | 2 | 3 | 4 | 5 | null
  omission: Finding
  hallucination: Finding
  harm: Finding
  refusal: Finding
  escalation: Finding
}

export const findingNames = [
  'omission',
  'hallucination',
  'harm',
  'refusal',
  'escalation',
  'low-rating',
] as const

export type FindingName = (typeof findingNames)[number]

/** A rate over `n` items; `agreement` is over the items that two or more judged. */
export type FindingRate = Estimate & {
  reviewers: number
  reviews: number
  ties: number
  agreement: KappaEstimate
}

export type ReviewRates = Record<FindingName, FindingRate>

/**
 * `minimum` applies to the items judged. Throws RangeError naming the index of a second review of
 * one item by one reviewer, or of a value outside its scale.
 */
export function reviewRates(
  reviews: readonly Review[],
  options: EstimateOptions = {},
): ReviewRates {
  assertReviews(reviews)
  const rate = (name: FindingName) => findingRate(name, reviews, options)
  return {
    omission: rate('omission'),
    hallucination: rate('hallucination'),
    harm: rate('harm'),
    refusal: rate('refusal'),
    escalation: rate('escalation'),
    'low-rating': rate('low-rating'),
  }
}

function findingRate(
  name: FindingName,
  reviews: readonly Review[],
  options: EstimateOptions,
): FindingRate {
  const items = judgedItems(name, reviews)
  const judges = reviews.filter((review) => findingOf(name, review) !== null)
  const reviewers = new Set(judges.map(({ reviewer }) => reviewer))
  const judged = [...items.values()]
  const count = judged.filter(hasFinding).length
  const method = `share of items with ${name}, majority of reviewers, ties as found`
  const evidence = { method, count, total: judged.length, unit: 'items judged' }
  return {
    ...proportion(evidence, options),
    reviewers: reviewers.size,
    reviews: judged.reduce((sum, [absent, found]) => sum + absent + found, 0),
    ties: judged.filter(([absent, found]) => found === absent).length,
    agreement: fleissKappa(judged, options.level === undefined ? {} : { level: options.level }),
  }
}

/** How many reviewers of an item did not find it, and how many did. */
export type Judgement = [absent: number, found: number]

/** Each item that was judged. */
export function judgedItems(name: FindingName, reviews: readonly Review[]): Map<string, Judgement> {
  const items = new Map<string, Judgement>()
  for (const review of reviews) {
    const finding = findingOf(name, review)
    if (finding === null) continue
    const counts = items.get(review.item) ?? [0, 0]
    counts[finding]++
    items.set(review.item, counts)
  }
  return items
}

/** The majority of reviewers counts, and a tie as found. */
export function hasFinding([absent, found]: Judgement): boolean {
  return found >= absent
}

function findingOf(name: FindingName, review: Review): Finding {
  if (name !== 'low-rating') return review[name]
  return review.rating === null ? null : review.rating <= 2 ? 1 : 0
}

function assertReviews(reviews: readonly Review[]): void {
  const seen = new Set<string>()
  reviews.forEach((review, index) => {
    const key = JSON.stringify([review.item, review.reviewer])
    if (seen.has(key)) {
      const who = `"${review.reviewer}" reviewed item "${review.item}"`
      throw new RangeError(`review at index ${index}: ${who} twice`)
    }
    seen.add(key)
    const { rating } = review
    if (rating !== null && !(Number.isInteger(rating) && rating >= 1 && rating <= 5)) {
      throw new RangeError(`review at index ${index}: a rating of ${rating}`)
    }
    for (const name of findingNames) {
      const finding = findingOf(name, review)
      if (finding !== 0 && finding !== 1 && finding !== null) {
        throw new RangeError(`review at index ${index}: ${name} is ${String(finding)}`)
      }
    }
  })
}
