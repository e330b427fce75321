/**
 * Edit distance (Levenshtein): the least number of words or characters to insert, delete or
 * replace to turn one text into another; how much a clinician changed a drafted note.
 * Convention: texts are brought to Unicode form NFC first; characters are code points, so an emoji
 * is one, not two; words are what white space separates, case and punctuation included. Normalised
 * by the longer text: 0 equal, 1 nothing shared. Two empty texts have nothing to normalise by. Only
 * the plain distance is a metric; the normalised one can break the triangle inequality.
 * Source: V. I. Levenshtein, Soviet Physics Doklady 10 (1966) 707–710; R. A. Wagner and M. J.
 * Fischer, J. ACM 21 (1974) 168–173.
 * Twin: R `adist`; Python `rapidfuzz.distance.Levenshtein.distance(a, b)` and `.normalized_distance`.
 */

/** `length` is that of the longer text; `normalized` = distance/length, null where both are empty. */
export type EditDistance = { distance: number; length: number; normalized: number | null }

/** Time grows with the product of both lengths: 10⁸ steps take about a second. */
const maximumEditCells = 100_000_000

/** In words. Throws RangeError where the texts are too long, see `editDistance`. */
export function wordEdits(before: string, after: string): EditDistance {
  return editDistance(words(before), words(after))
}

/** In characters (code points). Throws RangeError where the texts are too long. */
export function characterEdits(before: string, after: string): EditDistance {
  return editDistance(Array.from(before.normalize('NFC')), Array.from(after.normalize('NFC')))
}

/**
 * Between any two sequences of tokens. What both share at the start and the end is free. Throws
 * RangeError where the parts between are longer than `maximumCells` allows as a product.
 */
export function editDistance(
  before: readonly string[],
  after: readonly string[],
  maximumCells: number = maximumEditCells,
): EditDistance {
  const length = Math.max(before.length, after.length)
  const [a, b] = differing(before, after)
  if (a.length * b.length > maximumCells) {
    throw new RangeError(
      `texts that differ over ${a.length} and ${b.length} tokens are too long to compare: ` +
        `the product may be at most ${maximumCells}`,
    )
  }
  const distance = levenshtein(a, b)
  return { distance, length, normalized: length === 0 ? null : distance / length }
}

function words(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/\s+/u)
    .filter((word) => word !== '')
}

/** The parts between the shared start and end, tokens numbered so that comparing them is cheap. */
function differing(before: readonly string[], after: readonly string[]) {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const numbers = new Map<string, number>()
  const numbered = (tokens: readonly string[]) =>
    Int32Array.from(tokens.slice(start, tokens.length - end), (token) => {
      const known = numbers.get(token) ?? numbers.size
      numbers.set(token, known)
      return known
    })
  return [numbered(before), numbered(after)] as const
}

/** Two rows of the table of distances between all prefixes. */
function levenshtein(a: Int32Array, b: Int32Array): number {
  let previous = Int32Array.from({ length: b.length + 1 }, (_, j) => j)
  let current = new Int32Array(b.length + 1)
  for (let i = 1; i <= a.length; i++) {
    current[0] = i
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const shifted = Math.min(previous[j]!, current[j - 1]!) + 1
      current[j] = replaced < shifted ? replaced : shifted
    }
    ;[previous, current] = [current, previous]
  }
  return previous[b.length]!
}
