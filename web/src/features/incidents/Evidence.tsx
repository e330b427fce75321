import { Text } from '@mantine/core'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { Facts } from '../../ui/Facts.tsx'
import { JsonView } from '../../ui/JsonView.tsx'
import { Panel } from '../../ui/Panel.tsx'

/** What was attached when the incident was opened: plain facts as facts, the rest as recorded. */
export function Evidence({ evidence }: { evidence: Record<string, unknown> }) {
  const entries = Object.entries(evidence)
  const plain = entries.filter(([, value]) => value === null || typeof value !== 'object')
  const nested = Object.fromEntries(
    entries.filter(([, value]) => value !== null && typeof value === 'object'),
  )
  return (
    <Panel title={t('incident.evidence')} about={t('incident.evidenceAbout')}>
      {entries.length === 0 ? <Text c="dimmed">{t('incident.evidenceNone')}</Text> : null}
      {plain.length === 0 ? null : (
        <Facts facts={plain.map(([name, value]) => [words(name), read(value)])} />
      )}
      {Object.keys(nested).length === 0 ? null : (
        <JsonView value={nested} title={t('incident.evidenceRecord')} />
      )}
    </Panel>
  )
}

/** `dataCutoff` reads as `Data cutoff`. */
function words(name: string): string {
  const text = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Moments as people read them; numbers without the digits that mean nothing. */
function read(value: unknown): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(5)))
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no')
  if (value === null) return t('common.none')
  const text = String(value)
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) ? formatTime(text) : text
}
