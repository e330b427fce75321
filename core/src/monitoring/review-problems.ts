import { findingNames } from '../statistics/review-rates.ts'
import { eitherSide } from './bad-side.ts'
import { isReviewed, isReviewedRate } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'

type Checked = Pick<Monitor, 'metric' | 'deltas'> & {
  feature?: string
  limit?: number
  badSide?: 'above' | 'below'
}

/** What is wrong with the settings of a monitor as far as reviews go. */
export function reviewProblems(monitor: Checked): [keyof Monitor, string][] {
  const { metric, limit, deltas } = monitor
  const problems: [keyof Monitor, string][] = []
  if (monitor.badSide !== undefined && !eitherSide.includes(metric)) {
    problems.push(['badSide', `It is known which side is bad for ${metric}: leave it out.`])
  }
  if (!isReviewed(metric)) return problems
  const isFinding = findingNames.some((name) => name === monitor.feature)
  if (metric === 'reviewer-agreement' && !isFinding) {
    problems.push(['feature', `Say on which of ${findingNames.join(', ')} reviewers are to agree.`])
  }
  if (metric === 'mean-rating') {
    if (limit !== undefined && !(limit > 1 && limit <= 5)) {
      problems.push(['limit', `The accepted rating must lie between 1 and 5; ${limit} was given.`])
    }
  } else if (limit !== undefined && limit >= 1) {
    problems.push(['limit', `The accepted limit of ${metric} must be below 1; ${limit} was given.`])
  }
  const widest = metric === 'mean-rating' ? 4 : 1
  if ((isReviewedRate(metric) || metric.startsWith('mean-')) && deltas.some((d) => d >= widest)) {
    problems.push([
      'deltas',
      `A change that the detector of ${metric} looks for must be below ${widest}.`,
    ])
  }
  return problems
}
