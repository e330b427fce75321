import { t } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import type { Requirement } from './queries.ts'

type Props = Pick<Requirement, 'confidence'> & {
  /** where it is said above, once, who has to confirm */
  short?: boolean
}

/** Marks what was seen in no source; what was seen in one needs no mark. */
export function ConfidenceTag({ confidence, short = false }: Props) {
  if (confidence === 'verified') return null
  return (
    <Tag icon="question">
      <span title={t('confidence.recalled')}>
        {t(short ? 'frameworks.toBeConfirmedShort' : 'frameworks.toBeConfirmed')}
      </span>
    </Tag>
  )
}
