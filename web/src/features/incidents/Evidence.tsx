import { Text } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { Facts } from '../../ui/Facts.tsx'
import { JsonView } from '../../ui/JsonView.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { evidenceFacts } from './evidence-facts.ts'

/** What was attached when the incident was opened: in words first, then just as recorded. */
export function Evidence({ evidence }: { evidence: Record<string, unknown> }) {
  const facts = evidenceFacts(evidence)
  const empty = Object.keys(evidence).length === 0
  return (
    <Panel title={t('incident.evidence')} about={t('incident.evidenceAbout')}>
      {empty ? <Text c="dimmed">{t('incident.evidenceNone')}</Text> : null}
      {facts.length === 0 ? null : <Facts facts={facts} />}
      {empty ? null : (
        <details>
          <summary>{t('incident.evidenceRecord')}</summary>
          <JsonView value={evidence} title={t('incident.evidenceRecord')} />
        </details>
      )}
    </Panel>
  )
}
