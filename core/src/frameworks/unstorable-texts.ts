import type { ContentIssue } from './framework-problems.ts'

/** Texts that can be kept nowhere: with a NUL character, or half of a character. */
export function unstorableTexts(value: unknown, path: PropertyKey[] = []): ContentIssue[] {
  if (typeof value === 'string') {
    if (!value.includes('\u0000') && value.isWellFormed()) return []
    return [{ path, message: 'holds a NUL character or half of a character' }]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => [
    ...unstorableTexts(key, path),
    ...unstorableTexts(each, [...path, Array.isArray(value) ? Number(key) : key]),
  ])
}
