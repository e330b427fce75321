import {
  type ReviewReport,
  type ReviewSegment,
  reviewSegment,
} from '@primum/core/evaluation/review-report'
import { overallSegment } from '@primum/core/monitoring/segment'
import type { FindingName } from '@primum/core/statistics/review-rates'
import { checkReviews } from './check-reviews.ts'
import { type DatasetColumn, openDataset } from './dataset.ts'
import { type ReadReviews, readReviews } from './read-reviews.ts'
import { checkNumbers, taskColumns } from './task-columns.ts'
import type { ReviewRequest } from './task-request.ts'
import type { Reader } from './with-reader.ts'

const defaultMinimum = 30

/** Measures what people found in generated texts. */
export async function evaluateReviews(
  reader: Reader,
  request: ReviewRequest,
): Promise<ReviewReport> {
  const { database, step } = reader
  const { groups, minimum = defaultMinimum } = request
  step('Looking at the file', 0)
  const given = await openDataset(database, request.path)
  const columns = taskColumns(given, [
    ['reviewer', request.rater],
    ['item', request.item],
    ['rating', request.rating],
    ...Object.entries(request.findings).map(([role, name]) => [role, name] as const),
    ['draft', request.texts?.draft],
    ['signed text', request.texts?.signed],
    ['time', request.time],
    ['patient', request.patient],
    ...groups.map((name) => ['groups', name] as const),
  ])
  const optional = (name: string | undefined): DatasetColumn | null =>
    name === undefined ? null : columns.get(name)!
  const rating = optional(request.rating)
  const checked = await checkNumbers(
    database,
    given,
    rating === null ? [] : [rating],
    optional(request.time),
  )
  await checkReviews(database, given, columns, request)
  step('Reading the reviews', 0.3)
  const read = await readReviews(database, given, columns, request)
  step('Computing', 0.8)
  const asked = new Set<FindingName>(Object.keys(request.findings) as FindingName[])
  if (rating !== null) asked.add('low-rating')
  const provenance = { baseline: null, dataCutoff: checked.to }
  const segmentOf = (attribute: string | null, value: string | null): ReviewSegment => {
    const place = attribute === null ? -1 : groups.indexOf(attribute)
    const reviews =
      place < 0 ? read.reviews : read.reviews.filter((each) => each.groups[place] === value)
    const segment = attribute === null ? overallSegment : { attribute, value: value! }
    const distances = distancesOf(read, attribute === null ? null : reviews)
    const evidence = { segment, reviews, distances, patients: read.patients }
    return reviewSegment(evidence, asked, provenance, { minimum })
  }
  const overall = segmentOf(null, null)
  const report: ReviewReport = {
    format: 'primum-reviews/1',
    dataset: {
      name: given.name,
      rows: checked.rows,
      unusable: read.unusable,
      from: checked.from,
      to: checked.to,
    },
    overall,
    groups: groups.flatMap((attribute, place) =>
      [...new Set(read.reviews.map((each) => each.groups[place]!))]
        .toSorted()
        .map((value) => segmentOf(attribute, value)),
    ),
    notes: notesOf(read, overall, minimum),
    suppressedBelow: null,
  }
  step('Done', 1)
  return report
}

/** Distances of everybody's items, or of those that these reviews are of. */
function distancesOf(
  { distances }: ReadReviews,
  reviews: readonly { item: string }[] | null,
): ReadonlyMap<string, number> | null {
  if (distances === null || reviews === null) return distances
  const items = new Set(reviews.map(({ item }) => item))
  return new Map([...distances].filter(([item]) => items.has(item)))
}

function notesOf(read: ReadReviews, overall: ReviewSegment, minimum: number): string[] {
  const { unusable, tooLong } = read
  const { items, reviews, reviewers } = overall
  const notes: [boolean, string][] = [
    [unusable > 0, `${unusable} rows name no reviewer or no item; they are left out.`],
    [items < minimum, `Only ${items} items were reviewed: nothing can be decided on them.`],
    [
      reviews === items,
      'Every item was reviewed once, so how far reviewers agree cannot be measured.',
    ],
    [
      reviewers > 2,
      `${reviewers} people reviewed: Fleiss' kappa stands for all, Cohen's is for two.`,
    ],
    [tooLong.size > 0, `The texts of ${tooLong.size} items are too long to be compared.`],
    [
      read.withoutPatient.size > 0,
      `${read.withoutPatient.size} items name no patient; each counts as a patient of its own.`,
    ],
    [
      read.patients === null,
      'Items are taken as independent; name the patient column where patients have several.',
    ],
    [
      read.patients !== null,
      'Agreement of reviewers still takes items as independent, and where one author has many, intervals are too narrow.',
    ],
  ]
  return notes.filter(([applies]) => applies).map(([, words]) => words)
}
