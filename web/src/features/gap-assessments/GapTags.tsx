import { label, t } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import type { IconName } from '../../ui/Icon.tsx'
import { gapSigns } from './gap-signs.ts'
import type { GapAssessmentSummary, GapLine } from './queries.ts'

export function GapTag({ gap }: Pick<GapLine, 'gap'>) {
  const [tone, icon] = gapSigns[gap]
  return (
    <Tag tone={tone} icon={icon}>
      {label('gap', gap)}
    </Tag>
  )
}

const judgementSigns: Record<NonNullable<GapLine['judgement']>, IconName> = {
  'in-place': 'check',
  partly: 'half',
  missing: 'ring',
}

/** What a person found, which is no proof: it has no colour of its own. */
export function JudgementTag({ judgement }: Pick<GapLine, 'judgement'>) {
  return judgement === null ? (
    <Tag icon="question">{t('gapLine.notJudged')}</Tag>
  ) : (
    <Tag tone="info" icon={judgementSigns[judgement]}>
      {t(`gapLine.found.${judgement}`)}
    </Tag>
  )
}

export function GapAssessmentTag({ closedAt }: Pick<GapAssessmentSummary, 'closedAt'>) {
  return closedAt === null ? (
    <Tag tone="info" icon="pulse">
      {t('gapAssessments.open')}
    </Tag>
  ) : (
    <Tag tone="ok" icon="check">
      {t('gapAssessments.closed')}
    </Tag>
  )
}
