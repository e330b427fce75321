import { readChoice, readText } from '../../lib/url-state.ts'
import { lineFilters } from './statement-lines.ts'

/** What the page of a statement shows, as its address says it. */
export function readStatementState(raw: Record<string, unknown>) {
  return {
    view: readChoice(raw['view'], ['changes']),
    search: readText(raw['search']),
    show: readChoice(raw['show'], lineFilters),
    /** the requirement whose dialog is open */
    control: readText(raw['control']),
  }
}
