import { PrimumError } from '../errors.ts'

/** A file that may not be evidence: what is wrong with it, and what to hand over instead. */
export function refusedFile(code: string, message: string, remedy: string): PrimumError {
  return new PrimumError('invalid', `${message} ${remedy}`, {
    reasons: [{ code, message, remedy }],
    fields: [{ path: 'body', message, remedy }],
  })
}
