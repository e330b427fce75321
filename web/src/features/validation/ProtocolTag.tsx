import { t } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import type { Protocol } from './protocol-values.ts'

export function ProtocolTag({ protocol }: { protocol: Pick<Protocol, 'state'> }) {
  return protocol.state === 'locked' ? (
    <Tag tone="ok" icon="check">
      {t('protocol.state.locked')}
    </Tag>
  ) : (
    <Tag>{t('protocol.state.draft')}</Tag>
  )
}
