import { hasWords } from '../frameworks/has-words.ts'
import { shortId } from '../frameworks/framework-words.ts'
import type { Line } from './queries.ts'

export const lineFilters = ['undecided', 'gaps', 'implemented', 'excluded', 'carried'] as const

export type LineFilter = (typeof lineFilters)[number]

const belongs: Record<LineFilter, (line: Line) => boolean> = {
  undecided: ({ applicable }) => applicable === null,
  gaps: isGap,
  implemented: ({ applicable, state }) => applicable === true && state === 'met',
  excluded: ({ applicable }) => applicable === false,
  carried: ({ carriedFrom }) => carriedFrom !== null,
}

/** Not in place, and nobody said that it need not be: what is undecided is a gap until then. */
export function isGap({ applicable, state }: Pick<Line, 'applicable' | 'state'>): boolean {
  return applicable !== false && state !== 'met'
}

export function filterLines(
  lines: readonly Line[],
  { show, search = '' }: { show?: LineFilter | undefined; search?: string | undefined },
): Line[] {
  return lines.filter(
    (line) =>
      (show === undefined || belongs[show](line)) &&
      hasWords(
        [line.requirementId, line.title, line.area, line.justification, line.owner?.name ?? ''],
        search,
      ),
  )
}

export type LineGroup = { number: string; area: string | null; lines: Line[] }

/** Lines under their objective, in the order of the standard: `A.6.2.4` stands under `A.6.2`. */
export function groupLines(lines: readonly Line[]): LineGroup[] {
  const groups = new Map<string, LineGroup>()
  for (const line of lines) {
    const number = shortId(line.requirementId).replace(/\.[^.]*$/, '')
    const group = groups.get(number) ?? { number, area: line.area, lines: [] }
    groups.set(number, group)
    group.lines.push(line)
  }
  return [...groups.values()]
}

/** The next control that nobody decided on, after this one and then from the start. */
export function nextUndecided(lines: readonly Line[], requirementId: string): Line | undefined {
  const here = lines.findIndex((line) => line.requirementId === requirementId)
  return [...lines.slice(here + 1), ...lines.slice(0, Math.max(here, 0))].find(belongs.undecided)
}
