import { label, t } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import type { Tone } from '../../ui/Tag.tsx'

const tones: Record<string, Tone> = {
  low: 'ok',
  moderate: 'info',
  high: 'warning',
  critical: 'critical',
}

/** The concern of a dimension in a word. */
export function BandTag({ band }: { band: string | null }) {
  if (band === null) return <Tag>{t('assessment.notScored')}</Tag>
  const tone = tones[band] ?? 'neutral'
  return (
    <Tag
      tone={tone}
      icon={tone === 'critical' ? 'critical' : tone === 'warning' ? 'warning' : 'info'}
    >
      {label('assessment.band', band)}
    </Tag>
  )
}
