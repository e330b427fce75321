import { hash } from 'node:crypto'
import { canonicalJson } from '@primum/core/ledger/canonical-json'
import type { OutputReview } from '@primum/core/monitoring/review-day'
import { readInstant } from './instants.ts'
import { isRecord } from './read-batch.ts'
import type { SentRow } from './read-batch.ts'
import type { Rejections } from './rejections.ts'
import { checkNames, longestId, longestValue, readHarmlessText, readText } from './row-fields.ts'
import type { Complain } from './row-fields.ts'
import type { VersionRules } from './version-rules.ts'
import { readScores } from './review-scores.ts'
import { readReviewGroups } from './review-groups.ts'

/** The output that a review is about; every review of it says the same of this. */
export type ReviewedOutput = {
  outputId: string
  versionId: string
  encounter: string | null
  producedAt: number
  groups: Record<string, string>
}

export type CheckedReview = ReviewedOutput &
  OutputReview & {
    row: number
    id: string
    revision: number
    version: VersionRules
    reviewedAt: number
    digest: Buffer
  }

export type ReviewFacts = {
  versions: ReadonlyMap<string, VersionRules>
  sites: ReadonlySet<string>
  /** the wall clock, in milliseconds */
  now: number
  rejections: Rejections
}

const kinds = ['human', 'automated'] as const
const maximumRevision = 1_000_000

const fields = new Set([
  ...['id', 'revision', 'version', 'outputId', 'encounter', 'producedAt', 'reviewedAt'],
  ...['reviewer', 'kind', 'rating', 'omission', 'hallucination', 'harm', 'refusal', 'escalation'],
  ...['editDistance', 'groups'],
])

const unknownField = {
  message: 'A review has no such field; texts and comments stay where they are reviewed.',
  remedy: `Its fields are ${[...fields].join(', ')}.`,
}

/** A row that is right in itself, or null after naming everything wrong with it. */
export function checkReview({ row, value }: SentRow, facts: ReviewFacts): CheckedReview | null {
  const { rejections, now } = facts
  if (!isRecord(value)) {
    const message = 'This row is not an object.'
    rejections.add({ row, path: 'row', message, remedy: 'Send { "id": …, "outputId": …, … }.' })
    return null
  }
  let id: string | null = null
  const complain: Complain = (path, message, remedy) =>
    rejections.add({ row, ...(id === null ? {} : { id }), path, message, remedy })
  id = readHarmlessText(value['id'], 'id', longestId, 'id', complain)
  checkNames(value, fields, '', unknownField, complain)
  const version = readVersion(value['version'], facts, complain)
  const outputId = readHarmlessText(value['outputId'], 'outputId', longestId, 'id', complain)
  const encounter = isMissing(value['encounter'])
    ? null
    : readHarmlessText(value['encounter'], 'encounter', longestValue, 'patient', complain)
  const reviewer = readHarmlessText(value['reviewer'], 'reviewer', 100, 'patient', complain)
  const kind = readKind(value['kind'], complain)
  const revision = readRevision(value['revision'], complain)
  const producedAt = readMoment(value['producedAt'], 'producedAt', now, complain)
  const reviewedAt = readMoment(value['reviewedAt'], 'reviewedAt', now, complain)
  if (producedAt !== null && reviewedAt !== null && reviewedAt < producedAt) {
    const message = 'This was reviewed before it was produced.'
    complain('reviewedAt', message, 'Correct the moment, or its time zone.')
  }
  const scores = readScores(value, complain)
  const groups = version && readReviewGroups(value['groups'], version, facts.sites, complain)
  if (rejections.has(row) || id === null || version === null || outputId === null) return null
  if (reviewer === null || kind === null || revision === null || groups === null) return null
  if (producedAt === null || reviewedAt === null || scores === null) return null
  const content = {
    ...{ id, revision, outputId, versionId: version.id, encounter, producedAt, reviewedAt },
    ...{ reviewer, kind, ...scores, groups },
  }
  return { ...content, row, version, digest: hash('sha256', canonicalJson(content), 'buffer') }
}

function readVersion(value: unknown, facts: ReviewFacts, complain: Complain): VersionRules | null {
  const label = readText(value, 'version', longestId, complain)
  if (label === null) return null
  // What a withdrawn version produced may still be reviewed.
  const version = facts.versions.get(label)
  if (version !== undefined) return version
  const message = 'This AI system has no version with this label.'
  complain('version', message, 'Register the version first, or correct the label.')
  return null
}

function readKind(value: unknown, complain: Complain) {
  const kind = kinds.find((each) => each === value)
  if (kind !== undefined) return kind
  complain('kind', 'A review is human or automated.', 'Send "human" or "automated".')
  return null
}

function readRevision(value: unknown, complain: Complain): number | null {
  if (value === undefined || value === null) return 1
  if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= maximumRevision) {
    return Number(value)
  }
  const message = 'A revision is a whole number from 1 to 1,000,000.'
  complain('revision', message, 'Send 1 at first, and a higher number with each correction.')
  return null
}

function readMoment(value: unknown, path: string, now: number, complain: Complain): number | null {
  const text = readText(value, path, 40, complain)
  if (text === null) return null
  const at = readInstant(text, now)
  if (typeof at === 'number') return at
  complain(path, at.message, at.remedy)
  return null
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}
