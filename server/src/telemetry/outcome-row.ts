import { readInstant } from './instants.ts'
import type { Outcome } from './port.ts'
import { isRecord } from './read-batch.ts'
import type { SentRow } from './read-batch.ts'
import type { Rejections } from './rejections.ts'
import { checkNames, longestId, readHarmlessText, readText } from './row-fields.ts'
import type { Complain } from './row-fields.ts'

export type CheckedOutcome = Outcome & { row: number }

const fields = new Set(['predictionId', 'label', 'observedAt', 'revision'])
const maximumRevision = 1_000_000

const unknownField = {
  message: 'An outcome has no such field.',
  remedy: `Its fields are ${[...fields].join(', ')}.`,
}

/** A row that is right in itself, or null after naming everything wrong with it. */
export function checkOutcome(
  { row, value }: SentRow,
  now: number,
  rejections: Rejections,
): CheckedOutcome | null {
  if (!isRecord(value)) {
    rejections.add({
      row,
      path: 'row',
      message: 'This row is not an object.',
      remedy: 'Send { "predictionId": …, … }.',
    })
    return null
  }
  let id: string | null = null
  const complain: Complain = (path, message, remedy) =>
    rejections.add({ row, ...(id === null ? {} : { id }), path, message, remedy })
  id = readHarmlessText(value['predictionId'], 'predictionId', longestId, 'id', complain)
  checkNames(value, fields, '', unknownField, complain)
  const label = readLabel(value['label'], complain)
  const revision = readRevision(value['revision'], complain)
  const text = readText(value['observedAt'], 'observedAt', 40, complain)
  const at = text === null ? null : readInstant(text, now)
  if (at !== null && typeof at !== 'number') complain('observedAt', at.message, at.remedy)
  if (rejections.has(row) || id === null || label === null || revision === null) return null
  return typeof at === 'number' ? { row, predictionId: id, label, revision, observedAt: at } : null
}

function readLabel(value: unknown, complain: Complain): 0 | 1 | null {
  if (value === 0 || value === 1) return value === 1 ? 1 : 0
  complain('label', 'A label is 1 (it happened) or 0 (it did not).', 'Send the number 0 or 1.')
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
