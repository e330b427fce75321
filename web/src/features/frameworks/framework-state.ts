import { coverageStates } from '@primum/core/frameworks/coverage'
import { readChoice, readText } from '../../lib/url-state.ts'

/** What the page of a framework shows, as its address says it. */
export function readFrameworkState(raw: Record<string, unknown>) {
  return {
    view: readChoice(raw['view'], ['compare', 'coverage']),
    /** words in the list of requirements */
    search: readText(raw['search']),
    requirement: readText(raw['requirement']),
    /** the other framework */
    compare: readText(raw['compare']),
    /** words in the comparison */
    words: readText(raw['words']),
    /** the state of coverage that is shown */
    covered: readChoice(raw['covered'], coverageStates),
  }
}
