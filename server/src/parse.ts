import type { z } from 'zod'
import { PrimumError } from './errors.ts'

/** Parses input against a schema; an `invalid` error names every field that is wrong. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.') || 'body',
    message: issue.message,
  }))
  const summary = fields.map((field) => `${field.path}: ${field.message}`).join('; ')
  throw new PrimumError('invalid', summary, { fields })
}
