import { fieldWords, isScalar } from './field-text.ts'
import { sequenceDiff } from './sequence-diff.ts'
import type { DiffPart } from './sequence-diff.ts'
import { valueOutline } from './value-outline.ts'

/**
 * How one field is shown: two short values beside each other, a text with what went and came marked
 * in it, two texts that share little one below the other, or lists and records line by line.
 */
export type FieldDiff =
  | { kind: 'values'; before: string | null; after: string | null }
  | { kind: 'words'; parts: DiffPart[] }
  | { kind: 'texts'; before: string | null; after: string | null }
  | { kind: 'lines'; parts: DiffPart[] }

const shortest = 60

export function fieldDiff(field: string, before: unknown, after: unknown): FieldDiff {
  if (!isScalar(before) || !isScalar(after)) {
    const parts = sequenceDiff(valueOutline(before), valueOutline(after))
    return { kind: 'lines', parts: parts.flatMap(folded) }
  }
  const [old, now] = [fieldWords(field, before), fieldWords(field, after)]
  if ((old?.length ?? 0) <= shortest && (now?.length ?? 0) <= shortest) {
    return { kind: 'values', before: old, after: now }
  }
  if (old === null || now === null) return { kind: 'texts', before: old, after: now }
  const parts = joined(sequenceDiff(tokensOf(old), tokensOf(now)))
  return keptShare(parts) < 0.5
    ? { kind: 'texts', before: old, after: now }
    : { kind: 'words', parts }
}

/** Each word with the blanks after it. */
function tokensOf(text: string): string[] {
  return text.match(/\s*\S+\s*/g) ?? []
}

/** One word that stayed between two that changed is no help to a reader: it is told as changed. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const found: DiffPart[] = []
  let [gone, came]: [string[], string[]] = [[], []]
  const settle = () => {
    if (gone.length > 0) found.push({ kind: 'gone', tokens: gone })
    if (came.length > 0) found.push({ kind: 'new', tokens: came })
    ;[gone, came] = [[], []]
  }
  for (const [at, { kind, tokens }] of parts.entries()) {
    const between = at > 0 && at < parts.length - 1 && tokens.length === 1
    if (kind === 'gone') gone.push(...tokens)
    else if (kind === 'new') came.push(...tokens)
    else if (between && gone.length > 0 && came.length > 0) {
      gone.push(...tokens)
      came.push(...tokens)
    } else {
      settle()
      found.push({ kind, tokens })
    }
  }
  settle()
  return found
}

/** How much of the shorter of the two stayed: what was only added to is still the same text. */
function keptShare(parts: readonly DiffPart[]): number {
  const count = (kind: DiffPart['kind']) =>
    parts.reduce((sum, part) => (part.kind === kind ? sum + part.tokens.length : sum), 0)
  return count('same') / (count('same') + Math.min(count('gone'), count('new')))
}

/** Of a long run that stayed, only its ends are shown; an empty token stands for what is left out. */
function folded(part: DiffPart): DiffPart[] {
  const { kind, tokens } = part
  if (kind !== 'same' || tokens.length <= 7) return [part]
  return [{ kind, tokens: [...tokens.slice(0, 3), '', ...tokens.slice(-3)] }]
}
