import type { z } from 'zod'
import { PrimumError } from './errors.ts'
import type { FieldError } from './errors.ts'

/**
 * Parses input against a schema; an `invalid` error names every field that is wrong. With
 * `text: 'read later'` the caller looks at the text itself and names rows where this could not.
 */
export function parse<S extends z.ZodType>(
  schema: S,
  input: unknown,
  options: { text?: 'read later' } = {},
): z.output<S> {
  const parsed = schema.safeParse(input)
  const fields: FieldError[] = parsed.success
    ? options.text === undefined
      ? unstorableText(input, '')
      : []
    : parsed.error.issues.map((issue) => ({
        path: issue.path.join('.') || 'body',
        message: issue.message,
      }))
  if (parsed.success && fields.length === 0) return parsed.data
  const summary = fields.map((field) => `${field.path}: ${field.message}`).join('; ')
  throw new PrimumError('invalid', summary, { fields })
}

/** Text that neither PostgreSQL nor canonical JSON can hold: NUL characters and halves of pairs. */
function unstorableText(value: unknown, path: string): FieldError[] {
  if (typeof value === 'string') {
    if (!value.includes('\u0000') && value.isWellFormed()) return []
    const message = 'Contains a NUL character or half of a character.'
    return [{ path: path || 'body', message, remedy: 'Remove the character.' }]
  }
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, item]) =>
    unstorableText(item, path === '' ? key : `${path}.${key}`),
  )
}
