import { canonicalJson } from '@primum/core/ledger/canonical-json'
import type { Rejections } from './rejections.ts'
import type { CheckedReview, ReviewedOutput } from './review-row.ts'
import type { StoredReview } from './stored-reviews.ts'

/** What is new, how many were sent before, and by output what counts now and counted before. */
export type SortedReviews = {
  accepted: CheckedReview[]
  duplicates: number
  outputs: Map<string, { before: StoredReview[]; after: StoredReview[] }>
}

/** Takes rows one after the other, as if each had come alone. */
export function sortReviews(
  rows: readonly CheckedReview[],
  stored: readonly StoredReview[],
  rejections: Rejections,
): SortedReviews {
  const known = new Map<string, StoredReview[]>()
  const byReview = new Map<string, StoredReview[]>()
  const note = (review: StoredReview) => {
    known.set(review.outputId, [...(known.get(review.outputId) ?? []), review])
    byReview.set(review.id, [...(byReview.get(review.id) ?? []), review])
  }
  stored.forEach(note)
  const before = new Map([...known].map(([output, all]) => [output, newest(all)]))
  const accepted: CheckedReview[] = []
  let duplicates = 0
  for (const row of rows) {
    const revisions = byReview.get(row.id) ?? []
    const same = revisions.find(({ revision }) => revision === row.revision)
    if (same?.digest.equals(row.digest)) {
      duplicates += 1
      continue
    }
    const problem = problemOf(row, same, revisions, known.get(row.outputId) ?? [])
    if (problem !== null) rejections.add({ row: row.row, id: row.id, ...problem })
    else {
      accepted.push(row)
      note(row)
    }
  }
  const touched = new Set(accepted.map(({ outputId }) => outputId))
  const outputs = new Map(
    [...touched].map((output) => [
      output,
      { before: before.get(output) ?? [], after: newest(known.get(output) ?? []) },
    ]),
  )
  return { accepted, duplicates, outputs }
}

/** The newest revision of each review. */
function newest(reviews: readonly StoredReview[]): StoredReview[] {
  const found = new Map<string, StoredReview>()
  for (const review of reviews) {
    if ((found.get(review.id)?.revision ?? 0) < review.revision) found.set(review.id, review)
  }
  return [...found.values()]
}

function problemOf(
  row: CheckedReview,
  same: StoredReview | undefined,
  revisions: readonly StoredReview[],
  ofOutput: readonly StoredReview[],
): { path: string; message: string; remedy: string } | null {
  if (same !== undefined) {
    return {
      path: 'revision',
      message: `Revision ${row.revision} of this review was sent with another content.`,
      remedy: 'Send the correction under a higher revision.',
    }
  }
  const [first] = revisions
  if (first !== undefined && (first.outputId !== row.outputId || first.reviewer !== row.reviewer)) {
    return {
      path: 'id',
      message: 'A review with this id is of another output or by another reviewer.',
      remedy: 'Give each review an id of its own.',
    }
  }
  if (ofOutput.some(({ id, reviewer }) => id !== row.id && reviewer === row.reviewer)) {
    return {
      path: 'reviewer',
      message: 'This reviewer has reviewed this output already.',
      remedy: 'Send a correction of that review: its id, with a higher revision.',
    }
  }
  const [other] = ofOutput
  if (other !== undefined && factsOf(other) !== factsOf(row)) {
    return {
      path: 'outputId',
      message: 'Another review of this output names another version, moment, encounter or group.',
      remedy: 'Say the same of an output in every review of it, or correct the id.',
    }
  }
  return null
}

function factsOf({ versionId, encounter, producedAt, groups }: ReviewedOutput): string {
  return canonicalJson({ versionId, encounter, producedAt, groups })
}
