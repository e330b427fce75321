import { t } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import type { Pack } from './queries.ts'

/** On or off, and whose it is where it is not the program's. */
export function PackTags({ pack }: { pack: Pick<Pack, 'switchedOff' | 'origin'> }) {
  return (
    <>
      {pack.origin === 'own' ? (
        <Tag tone="info" icon="person">
          {t('packOrigin.own')}
        </Tag>
      ) : null}
      {pack.switchedOff === null ? (
        <Tag tone="ok" icon="check">
          {t('packState.on')}
        </Tag>
      ) : (
        <Tag icon="pause">{t('packState.off')}</Tag>
      )}
    </>
  )
}
