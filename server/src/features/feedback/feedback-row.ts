import { hash } from 'node:crypto'
import { canonicalJson } from '@primum/core/ledger/canonical-json'
import { readInstant } from '../../telemetry/instants.ts'
import { isRecord } from '../../telemetry/read-batch.ts'
import type { SentRow } from '../../telemetry/read-batch.ts'
import type { Rejections } from '../../telemetry/rejections.ts'
import {
  checkNames,
  longestGroupValue,
  longestId,
  longestValue,
  readHarmlessText,
  readText,
} from '../../telemetry/row-fields.ts'
import type { Complain } from '../../telemetry/row-fields.ts'

const responses = ['accepted', 'overridden', 'dismissed'] as const

export type FeedbackResponse = (typeof responses)[number]

export type CheckedFeedback = {
  row: number
  predictionId: string
  response: FeedbackResponse
  reason: string | null
  comment: string | null
  unit: string | null
  role: string | null
  at: number
  digest: Buffer
}

const fields = new Set(['predictionId', 'response', 'reason', 'comment', 'unit', 'role', 'at'])
const longestComment = 2000

const unknownField = {
  message: 'Feedback has no such field.',
  remedy: `Its fields are ${[...fields].join(', ')}.`,
}

/** A row that may be stored, or null after naming everything wrong with it. */
export function checkFeedback(
  { row, value }: SentRow,
  now: number,
  rejections: Rejections,
): CheckedFeedback | null {
  if (!isRecord(value)) {
    const message = 'This row is not an object.'
    rejections.add({ row, path: 'row', message, remedy: 'Send { "predictionId": …, … }.' })
    return null
  }
  let id: string | null = null
  const complain: Complain = (path, message, remedy) =>
    rejections.add({ row, ...(id === null ? {} : { id }), path, message, remedy })
  id = readHarmlessText(value['predictionId'], 'predictionId', longestId, 'id', complain)
  checkNames(value, fields, '', unknownField, complain)
  const response = responses.find((each) => each === value['response'])
  if (response === undefined) {
    complain('response', 'This is not a response.', `Send one of ${responses.join(', ')}.`)
  }
  const optional = (name: string, longest: number) => {
    const given = value[name]
    if (given === undefined || given === null || given === '') return null
    return readHarmlessText(given, name, longest, 'feature', complain)
  }
  const reason = optional('reason', longestValue)
  const comment = optional('comment', longestComment)
  const unit = optional('unit', longestGroupValue)
  const role = optional('role', longestGroupValue)
  const text = readText(value['at'], 'at', 40, complain)
  const at = text === null ? null : readInstant(text, now)
  if (at !== null && typeof at !== 'number') complain('at', at.message, at.remedy)
  if (rejections.has(row) || id === null || response === undefined) return null
  if (typeof at !== 'number') return null
  const content = { predictionId: id, response, reason, comment, unit, role, at }
  return { row, ...content, digest: hash('sha256', canonicalJson(content), 'buffer') }
}
