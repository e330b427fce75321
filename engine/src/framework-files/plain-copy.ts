import { FileRefusal } from './file-refusal.ts'

const deepest = 40
const mostValues = 300_000
const mostLetters = 8_000_000

/**
 * A copy without shared parts: an alias of YAML lets a few lines mean gigabytes, or themselves.
 * Refused beyond what a framework can be.
 */
export function plainCopy(value: unknown): unknown {
  const left = { values: mostValues, letters: mostLetters }
  const copy = (each: unknown, depth: number): unknown => {
    left.values -= 1
    if (typeof each === 'string') left.letters -= each.length
    if (left.values < 0 || left.letters < 0 || depth > deepest) throw tooMuch()
    if (typeof each !== 'object' || each === null) {
      return typeof each === 'number' && !Number.isFinite(each) ? String(each) : each
    }
    if (Array.isArray(each)) return each.map((one) => copy(one, depth + 1))
    return Object.fromEntries(Object.entries(each).map(([key, one]) => [key, copy(one, depth + 1)]))
  }
  return copy(value, 0)
}

function tooMuch(): FileRefusal {
  const message =
    'The file means more than it holds: its parts repeat or lie too deep in each other.'
  return new FileRefusal(message, 'Write without aliases, and less deep.')
}
