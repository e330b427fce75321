import { gapStates } from '@primum/core/frameworks/gap'
import { readChoice, readText } from '../../lib/url-state.ts'
import { judgedFilters, planFilters } from './gap-lines.ts'

export const gapFilters = ['open', ...gapStates] as const

/** What the page of a gap assessment shows, as its address says it. */
export function readGapState(raw: Record<string, unknown>) {
  return {
    search: readText(raw['search']),
    gap: readChoice(raw['gap'], gapFilters),
    area: readText(raw['area']),
    judged: readChoice(raw['judged'], judgedFilters),
    plan: readChoice(raw['plan'], planFilters),
    /** whose dialog is open */
    requirement: readText(raw['requirement']),
  }
}
