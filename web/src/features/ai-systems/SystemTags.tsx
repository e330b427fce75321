import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import type { AiSystem } from './queries.ts'

type Marked = Pick<AiSystem, 'synthetic' | 'clock' | 'replayNow' | 'suspendedAt'>

/** What must be said of a system wherever it shows. */
export function SystemTags({ system }: { system: Marked }) {
  return (
    <>
      {system.suspendedAt === null ? null : (
        <Tag tone="critical" icon="pause">
          {t('common.suspended')}
        </Tag>
      )}
      {system.synthetic ? (
        <Tag tone="info" icon="flask">
          {t('common.synthetic')}
        </Tag>
      ) : null}
      {system.clock === 'replay' ? (
        <Tag tone="info" icon="clock">
          {system.replayNow === null
            ? t('common.replay')
            : t('common.replayAt', { at: formatTime(system.replayNow) })}
        </Tag>
      ) : null}
    </>
  )
}

export function TierTag({ tier }: { tier: number | null }) {
  if (tier === null) return <Tag icon="question">{t('common.unclassified')}</Tag>
  return <Tag tone={tier <= 2 ? 'warning' : 'neutral'}>{t('common.tier', { tier })}</Tag>
}
