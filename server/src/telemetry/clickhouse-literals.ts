/**
 * Values as they stand in the text of a query. Old servers know no parameters, so every value that
 * enters a query passes through here; names of tables and columns are fixed by the program.
 */

const escapes: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '\0': '\\0',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** A text, quoted: whatever it holds, it ends at its own closing quote. */
export function textLiteral(value: string): string {
  return `'${value.replaceAll(/[\\'\0\b\f\n\r\t]/g, (found) => escapes[found]!)}'`
}

/** A whole number; anything else is a RangeError. */
export function wholeLiteral(value: number | bigint): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`${value} is not a whole number`)
  }
  return String(value)
}

/** A list of literals made by the functions above. */
export function listLiteral(literals: readonly string[]): string {
  return `[${literals.join(', ')}]`
}
