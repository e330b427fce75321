export type DiffPart = { kind: 'same' | 'gone' | 'new'; tokens: string[] }

/** Beyond this many pairs to compare, what lies between the ends is told as replaced. */
const mostPairs = 2_000_000

/** What became of a row of words or lines: runs that stayed, went or came, in reading order. */
export function sequenceDiff(before: readonly string[], after: readonly string[]): DiffPart[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let tail = 0
  const most = Math.min(before.length, after.length) - start
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  const parts: DiffPart[] = []
  add(parts, 'same', before.slice(0, start))
  const [old, now] = [
    before.slice(start, before.length - tail),
    after.slice(start, after.length - tail),
  ]
  for (const { kind, tokens } of middle(old, now)) add(parts, kind, tokens)
  add(parts, 'same', before.slice(before.length - tail))
  return parts
}

function middle(old: readonly string[], now: readonly string[]): DiffPart[] {
  const parts: DiffPart[] = []
  let [i, j] = [0, 0]
  if (old.length * now.length <= mostPairs) {
    const longest = commonLengths(old, now)
    const width = now.length + 1
    while (i < old.length && j < now.length) {
      if (old[i] === now[j]) {
        add(parts, 'same', [old[i++]!])
        j += 1
      } else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) {
        add(parts, 'gone', [old[i++]!])
      } else add(parts, 'new', [now[j++]!])
    }
  }
  add(parts, 'gone', old.slice(i))
  add(parts, 'new', now.slice(j))
  return parts
}

/** How many tokens the rests from each pair of places have in common, in order. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint32Array {
  const width = now.length + 1
  const longest = new Uint32Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        old[i] === now[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!)
    }
  }
  return longest
}

function add(parts: DiffPart[], kind: DiffPart['kind'], tokens: readonly string[]): void {
  if (tokens.length === 0) return
  const last = parts.at(-1)
  if (last?.kind === kind) last.tokens.push(...tokens)
  else parts.push({ kind, tokens: [...tokens] })
}
