import { isGap } from '@primum/core/frameworks/gap'
import type { GapState } from '@primum/core/frameworks/gap'
import { hasWords } from '../frameworks/has-words.ts'
import type { GapAssessment, GapLine } from './queries.ts'

/** `open` is every state in which something has to be done. */
export type GapFilter = GapState | 'open'

export const judgedFilters = ['no', 'yes', 'carried'] as const
export const planFilters = ['none', 'planned', 'overdue'] as const

export type LineFilters = {
  search?: string | undefined
  gap?: GapFilter | undefined
  area?: string | undefined
  judged?: (typeof judgedFilters)[number] | undefined
  plan?: (typeof planFilters)[number] | undefined
}

/** What stands under no heading has an area too, which an address can name. */
export const noArea = 'none'

const judged: Record<(typeof judgedFilters)[number], (line: GapLine) => boolean> = {
  no: ({ judgement }) => judgement === null,
  yes: ({ judgement, carriedFrom }) => judgement !== null && carriedFrom === null,
  carried: ({ carriedFrom }) => carriedFrom !== null,
}

const planned: Record<(typeof planFilters)[number], (line: GapLine) => boolean> = {
  none: isPlannable,
  planned: isPlanned,
  overdue: ({ finding }) => finding?.overdue === true,
}

/** Somebody works on it, or has to: what was verified is history. */
function isPlanned({ finding }: Pick<GapLine, 'finding'>): boolean {
  return finding !== null && finding.status !== 'verified'
}

/** A gap that no finding is about, as the server asks of what is planned. */
export function isPlannable(line: Pick<GapLine, 'gap' | 'finding'>): boolean {
  return isGap(line.gap) && !isPlanned(line)
}

export function filterLines(
  lines: readonly GapLine[],
  filters: LineFilters,
  titles: ReadonlyMap<string, string> = new Map(),
): GapLine[] {
  const { search = '', gap, area, judged: judgedAs, plan } = filters
  return lines.filter((line) => {
    const { requirementId, title, note, finding, controls } = line
    const key = line.area ?? noArea
    return (
      (gap === undefined || (gap === 'open' ? isGap(line.gap) : line.gap === gap)) &&
      (area === undefined || key === area) &&
      (judgedAs === undefined || judged[judgedAs](line)) &&
      (plan === undefined || planned[plan](line)) &&
      hasWords(
        [
          ...[requirementId, title, titles.get(key) ?? '', note],
          ...[finding?.reference ?? '', finding?.owner ?? ''],
          ...controls.map(({ reference }) => reference),
        ],
        search,
      )
    )
  })
}

export type LineGroup = { area: string; title: string | null; lines: GapLine[]; gaps: number }

/** Lines under their heading, in the order of the framework; what holds none of them is left out. */
export function groupLines(
  lines: readonly GapLine[],
  areas: readonly Pick<GapAssessment['areas'][number], 'id' | 'title'>[],
): LineGroup[] {
  return areas
    .map(({ id, title }) => {
      const held = lines.filter(({ area }) => area === id)
      return {
        ...{ area: id ?? noArea, title: id === null ? null : title, lines: held },
        gaps: held.filter(({ gap }) => isGap(gap)).length,
      }
    })
    .filter((group) => group.lines.length > 0)
}

/** The next that nobody judged, after this one and then from the start. */
export function nextToJudge(lines: readonly GapLine[], requirementId: string): GapLine | undefined {
  const here = lines.findIndex((line) => line.requirementId === requirementId)
  return [...lines.slice(here + 1), ...lines.slice(0, Math.max(here, 0))].find(judged.no)
}

/** What the page says at its head, in numbers. */
export function figuresOf(lines: readonly GapLine[]) {
  const count = (test: (line: GapLine) => boolean) => lines.filter(test).length
  return {
    all: lines.length,
    gaps: count(({ gap }) => isGap(gap)),
    judged: count(({ judgement }) => judgement !== null),
    carried: count(judged.carried),
    planned: count((line) => isGap(line.gap) && isPlanned(line)),
    overdue: count(planned.overdue),
  }
}
