/** A value that canonical JSON can carry: finite numbers, well-formed strings, no undefined. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

/**
 * Canonical JSON after RFC 8785 (JCS): members sorted by UTF-16 code units, numbers as ECMAScript
 * prints them, no white space. Equal values give equal text, whatever order they were built in.
 * Throws a TypeError for what JSON cannot hold (undefined, NaN, infinities, lone surrogates).
 * Twin: the Python package `rfc8785`.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$')
}

function write(value: unknown, path: string): string {
  if (value === null || value === true || value === false) return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${path} is not a finite number`)
    return JSON.stringify(value)
  }
  if (typeof value === 'string') return writeString(value, path)
  if (Array.isArray(value)) {
    return `[${value.map((item, index) => write(item, `${path}[${index}]`)).join(',')}]`
  }
  if (typeof value === 'object' && isPlain(value)) {
    const record = value as Record<string, unknown>
    const members = Object.keys(record)
      .sort()
      .map((key) => `${writeString(key, path)}:${write(record[key], `${path}.${key}`)}`)
    return `{${members.join(',')}}`
  }
  throw new TypeError(`${path} is a ${typeof value}, which JSON cannot hold`)
}

function writeString(value: string, path: string): string {
  // JSON.stringify escapes a lone surrogate instead of refusing it; RFC 8785 wants an error.
  if (!value.isWellFormed()) throw new TypeError(`${path} holds a lone surrogate`)
  return JSON.stringify(value)
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
