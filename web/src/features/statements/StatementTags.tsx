import { label, t } from '../../lib/messages/messages.ts'
import type { IconName } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { Tone } from '../../ui/Tag.tsx'
import type { Line, StatementSummary } from './queries.ts'

export function StatementTag({ signedAt }: Pick<StatementSummary, 'signedAt'>) {
  return signedAt === null ? (
    <Tag icon="clock">{t('statements.state.draft')}</Tag>
  ) : (
    <Tag tone="ok" icon="check">
      {t('statements.state.signed')}
    </Tag>
  )
}

export function ApplicableTag({ applicable }: Pick<Line, 'applicable'>) {
  if (applicable === null) {
    return (
      <Tag tone="warning" icon="question">
        {t('statement.undecided')}
      </Tag>
    )
  }
  return applicable ? (
    <Tag tone="info" icon="check">
      {t('statement.applies')}
    </Tag>
  ) : (
    <Tag icon="cross">{t('statement.appliesNot')}</Tag>
  )
}

const tones: Record<Line['state'], [Tone, IconName]> = {
  met: ['ok', 'check'],
  partly: ['info', 'pulse'],
  failing: ['warning', 'warning'],
  planned: ['info', 'clock'],
  open: ['neutral', 'dash'],
  excluded: ['neutral', 'cross'],
}

export function LineStateTag({ state }: Pick<Line, 'state'>) {
  const [tone, icon] = tones[state]
  return (
    <Tag tone={tone} icon={icon}>
      {label('lineState', state)}
    </Tag>
  )
}
