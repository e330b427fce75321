import { Text } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { Facts } from '../../ui/Facts.tsx'
import { JsonView } from '../../ui/JsonView.tsx'
import { Panel } from '../../ui/Panel.tsx'

/** What was attached when the incident was opened: plain facts as facts, the rest as recorded. */
export function Evidence({ evidence }: { evidence: Record<string, unknown> }) {
  const entries = Object.entries(evidence)
  const plain = entries.filter(([, value]) => value === null || typeof value !== 'object')
  const nested = Object.fromEntries(entries.filter(([, value]) => value !== null && typeof value === 'object'))
  return (
    <Panel title={t('incident.evidence')} about={t('incident.evidenceAbout')}>
      {entries.length === 0 ? <Text c="dimmed">{t('incident.evidenceNone')}</Text> : null}
      {plain.length === 0 ? null : <Facts facts={plain.map(([name, value]) => [words(name), String(value)])} />}
      {Object.keys(nested).length === 0 ? null : <JsonView value={nested} title={t('incident.evidence')} />}
    </Panel>
  )
}

/** `dataCutoff` reads as `Data cutoff`. */
function words(name: string): string {
  const text = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return text.charAt(0).toUpperCase() + text.slice(1)
}
