import type { OutputReview } from '@primum/core/monitoring/review-day'
import { readNumber } from './row-fields.ts'
import type { Complain } from './row-fields.ts'

type Scores = Omit<OutputReview, 'reviewer' | 'kind'>

const findings = ['omission', 'hallucination', 'harm', 'refusal', 'escalation'] as const

/** What a review says of its output; null after a complaint, and for one that says nothing. */
export function readScores(value: Record<string, unknown>, complain: Complain): Scores | null {
  const [omission, hallucination, harm, refusal, escalation] = findings.map((name) =>
    readFinding(value[name], name, complain),
  ) as [Found, Found, Found, Found, Found]
  const rating = readRating(value['rating'], complain)
  const editDistance = readEditDistance(value['editDistance'], complain)
  const scores = { rating, omission, hallucination, harm, refusal, escalation, editDistance }
  const given = [...findings, 'rating', 'editDistance'].some(
    (name) => value[name] !== undefined && value[name] !== null,
  )
  if (given) return scores
  const message = 'This review says nothing of the output.'
  complain('row', message, 'Send a rating, an edit distance or at least one finding.')
  return null
}

type Found = boolean | null

function readFinding(value: unknown, path: string, complain: Complain): Found {
  if (value === undefined || value === null || typeof value === 'boolean') return value ?? null
  const message = 'A finding is true (found), false (looked for and not found) or null.'
  complain(path, message, 'Send true, false, or leave it out where nobody judged it.')
  return null
}

function readRating(value: unknown, complain: Complain): number | null {
  if (value === undefined || value === null) return null
  if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 5) return Number(value)
  complain('rating', 'A rating is a whole number from 1 (worst) to 5 (best).', 'Send 1 to 5.')
  return null
}

function readEditDistance(value: unknown, complain: Complain): number | null {
  if (value === undefined || value === null) return null
  const distance = readNumber(value, 'editDistance', complain)
  if (distance === null || (distance >= 0 && distance <= 1)) return distance
  const message = 'An edit distance lies between 0 (signed as drafted) and 1 (nothing kept).'
  complain('editDistance', message, 'Divide it by the length of the longer text.')
  return null
}
