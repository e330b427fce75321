import { label, t } from '../../lib/messages/messages.ts'
import type { IconName } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { Tone } from '../../ui/Tag.tsx'
import type { EvidenceRequest } from './queries.ts'

const tones: Record<EvidenceRequest['state'], [Tone, IconName]> = {
  open: ['info', 'clock'],
  fulfilled: ['ok', 'check'],
  cancelled: ['neutral', 'cross'],
}

/** Whether it waits for an answer, and whether the answer is late. */
export function RequestTags({ state, overdue }: Pick<EvidenceRequest, 'state' | 'overdue'>) {
  const [tone, icon] = tones[state]
  return (
    <>
      <Tag tone={tone} icon={icon}>
        {label('evidenceRequestState', state)}
      </Tag>{' '}
      {overdue ? (
        <Tag tone="warning" icon="clock">
          {t('findings.overdue')}
        </Tag>
      ) : null}
    </>
  )
}
