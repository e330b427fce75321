import { mediaTypeTitle } from '@primum/core/evidence/media-types'
import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Evidence, EvidenceVersion } from './queries.ts'

/** The days on which a version counts, which are not the day it was handed over. */
export function periodWords(
  version: Pick<EvidenceVersion, 'effectiveFrom' | 'effectiveUntil'>,
): string {
  const from = formatDay(version.effectiveFrom)
  return version.effectiveUntil === null
    ? t('evidence.periodOpen', { from })
    : t('evidence.period', { from, until: formatDay(version.effectiveUntil) })
}

export function typeWords(mediaType: string): string {
  const title = mediaTypeTitle(mediaType)
  return title.charAt(0).toUpperCase() + title.slice(1)
}

/** Today as evidence counts days: in UTC. */
export function todayInUtc(now: Date): string {
  return now.toISOString().slice(0, 10)
}

type Kept = Pick<Evidence, 'hold' | 'retentionUntil' | 'withdrawn'>

/** Why it cannot be withdrawn on a day; null where it can. */
export function withdrawalRefusal(
  { hold, retentionUntil, withdrawn }: Kept,
  day: string,
): string | null {
  if (withdrawn !== null) return t('evidence.isWithdrawn')
  if (hold !== null) return t('evidence.heldRefusal')
  if (retentionUntil === null || retentionUntil <= day) return null
  return t('evidence.retainedRefusal', { day: formatDay(retentionUntil) })
}

/** The page of the record that Primum made it from; null where its id alone does not lead there. */
export function sourcePath({ type, id }: NonNullable<Evidence['source']>): string | null {
  if (type === 'statements') return paths.statement(id)
  if (type === 'gap-assessments') return paths.gapAssessment(id)
  // One piece gathers the assessments of a kind, under the id of their AI system.
  const ofSystem = ['ai-impact-assessments', 'organisational-risk-assessments'].includes(type)
  return ofSystem ? paths.riskAndImpact(id) : null
}
