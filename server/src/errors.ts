import type { Reason } from '@primum/core/shared/result'

/** The closed set of errors; each maps to one HTTP status in http/problem.ts. */
export type ErrorCode =
  | 'not-found'
  | 'forbidden'
  | 'unauthenticated'
  | 'conflict'
  | 'invalid'
  | 'precondition-failed'
  | 'limit-exceeded'
  | 'unavailable'
  | 'internal'

/** One thing wrong with the input: where it stands, what is wrong, what to do. Rows count from 1. */
export type FieldError = { path: string; message: string; row?: number; remedy?: string }

export class PrimumError extends Error {
  readonly code: ErrorCode
  readonly reasons: Reason[]
  readonly fields: FieldError[]

  constructor(
    code: ErrorCode,
    message: string,
    more: { reasons?: Reason[]; fields?: FieldError[] } = {},
  ) {
    super(message)
    this.code = code
    this.reasons = more.reasons ?? []
    this.fields = more.fields ?? []
  }
}

export function notFound(noun: string, id: string): PrimumError {
  return new PrimumError('not-found', `There is no ${noun} ${id} here.`)
}

export function invalid(path: string, message: string, remedy?: string): PrimumError {
  const field = remedy === undefined ? { path, message } : { path, message, remedy }
  return new PrimumError('invalid', `${path}: ${message}`, { fields: [field] })
}

export function conflict(code: string, message: string, remedy?: string): PrimumError {
  const reason = remedy === undefined ? { code, message } : { code, message, remedy }
  return new PrimumError('conflict', message, { reasons: [reason] })
}

export function refusedBecause(reasons: Reason[]): PrimumError {
  const message = reasons.map((reason) => reason.message).join(' ')
  return new PrimumError('precondition-failed', message, { reasons })
}
