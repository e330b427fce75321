import { t } from '../../lib/messages/messages.ts'
import type { FrameworkSummary } from '../frameworks/queries.ts'
import type { GapAssessmentSummary } from './queries.ts'

/** Frameworks that can be assessed; one of which an assessment is open says so and is no choice. */
export function frameworkChoices(
  frameworks: readonly Pick<FrameworkSummary, 'id' | 'title' | 'requirements'>[],
  assessments: readonly Pick<GapAssessmentSummary, 'framework' | 'closedAt'>[],
): { value: string; label: string; disabled: boolean }[] {
  const open = new Set(
    assessments.filter(({ closedAt }) => closedAt === null).map(({ framework }) => framework.id),
  )
  return frameworks
    .filter(({ requirements }) => requirements > 0)
    .map(({ id, title }) => ({
      value: id,
      label: open.has(id) ? t('gapAssessments.isOpen', { title }) : title,
      disabled: open.has(id),
    }))
}
