import type { Line } from './queries.ts'

const parts = ['applicable', 'justification', 'owner', 'state'] as const

type Part = (typeof parts)[number]

/** One difference between two statements; a control that only one of them has is null on one side. */
export type LineChange = {
  key: string
  requirementId: string
  title: string
  part: Part
  before: Line | null
  after: Line | null
}

/** What differs between two statements, control by control, in the order of the later one. */
export function statementChanges(before: readonly Line[], after: readonly Line[]): LineChange[] {
  const known = new Map(before.map((line) => [line.requirementId, line]))
  const kept = new Set(after.map(({ requirementId }) => requirementId))
  const pairs = [
    ...after.map((line): [Line | null, Line | null] => [
      known.get(line.requirementId) ?? null,
      line,
    ]),
    ...before
      .filter(({ requirementId }) => !kept.has(requirementId))
      .map((line): [Line | null, Line | null] => [line, null]),
  ]
  return pairs.flatMap(([from, to]) =>
    parts
      .filter((part) => valueOf(from, part) !== valueOf(to, part))
      .map((part) => {
        const { requirementId, title } = (to ?? from)!
        return {
          key: `${requirementId} ${part}`,
          requirementId,
          title,
          part,
          before: from,
          after: to,
        }
      }),
  )
}

function valueOf(line: Line | null, part: Part): string | boolean | null {
  if (line === null) return null
  // An owner is a person, whatever their name is by now; no text is nothing.
  if (part === 'owner') return line.owner?.id ?? null
  return part === 'justification' ? line.justification || null : line[part]
}
