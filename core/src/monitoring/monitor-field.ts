import { z } from 'zod'

/** Which numbers a setting takes: `from` or `above`, and `to`; any where none is given. */
type Range = { whole?: true; from?: number; above?: number; to?: number }

/**
 * A number that a person sets. What is refused is told in one sentence that names the setting, says
 * what is allowed and what was given; the API answers it and forms show it at the field.
 */
export function numberField(name: string, range: Range) {
  const { whole, from, above, to } = range
  const error = ({ input }: { input?: unknown }) =>
    `${name} must be ${allowedWords(range)}; ${givenWords(input)}.`
  let field = whole ? z.int({ error, abort: true }) : z.number({ error })
  if (from !== undefined) field = field.min(from, { error })
  if (above !== undefined) field = field.gt(above, { error })
  return to === undefined ? field : field.max(to, { error })
}

/** Text that a person writes, of 1 to so many characters. */
export function textField(name: string, most: number) {
  const error = ({ input }: { input?: unknown }) => {
    const given = typeof input === 'string' ? `${input.length} were given` : 'no text was given'
    return `${name} must have 1 to ${most} characters; ${given}.`
  }
  return z.string({ error }).min(1, { error }).max(most, { error })
}

function allowedWords({ whole, from, above, to }: Range): string {
  const kind = whole ? 'a whole number' : 'a number'
  const most = to?.toLocaleString('en')
  if (above !== undefined) return `${kind} above ${above}${most ? `, at most ${most}` : ''}`
  return from === undefined || most === undefined ? kind : `${kind} from ${from} to ${most}`
}

function givenWords(input: unknown): string {
  if (input === undefined || input === null) return 'nothing was given'
  return typeof input === 'number' ? `${input} was given` : 'something else was given'
}
