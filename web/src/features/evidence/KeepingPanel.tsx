import { Group, Text } from '@mantine/core'
import { useState } from 'react'
import { formatDay, formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Facts } from '../../ui/Facts.tsx'
import type { Fact } from '../../ui/Facts.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { todayInUtc, withdrawalRefusal } from './evidence-words.ts'
import { holdEvidence, releaseEvidence, withdrawEvidence } from './queries.ts'
import type { Evidence } from './queries.ts'
import { RetentionDialog } from './RetentionDialog.tsx'

const acts = { hold: holdEvidence, release: releaseEvidence, withdraw: withdrawEvidence }

/** How long it is kept, whether the law holds it, and whether it still counts. */
export function KeepingPanel({ evidence }: { evidence: Evidence }) {
  const { hold, withdrawn } = evidence
  const refusal = useRefusal('evidence.hold')
  const [today] = useState(() => todayInUtc(new Date()))
  const [asked, setAsked] = useState<keyof typeof acts | 'retain' | null>(null)
  const turn = hold === null ? 'hold' : 'release'
  return (
    <Panel title={t('evidence.keeping')} about={t('evidence.keepingAbout')}>
      <Facts facts={factsOf(evidence)} />
      <Group gap="sm">
        <ActionButton variant="default" refusal={refusal} onClick={() => setAsked(turn)}>
          {t(`evidence.act.${turn}`)}
        </ActionButton>
        <ActionButton variant="default" refusal={refusal} onClick={() => setAsked('retain')}>
          {t('evidence.retain')}
        </ActionButton>
        {withdrawn === null ? (
          <ActionButton
            variant="default"
            refusal={refusal ?? withdrawalRefusal(evidence, today)}
            onClick={() => setAsked('withdraw')}
          >
            {t('evidence.act.withdraw')}
          </ActionButton>
        ) : null}
      </Group>
      {asked === 'retain' ? (
        <RetentionDialog evidence={evidence} onClose={() => setAsked(null)} />
      ) : null}
      {asked === null || asked === 'retain' ? null : (
        <ReasonDialog
          opened
          onClose={() => setAsked(null)}
          title={t(`evidence.act.${asked}`)}
          consequence={t(`evidence.consequence.${asked}`)}
          confirm={t(`evidence.act.${asked}`)}
          act={async (reason) => {
            await acts[asked](evidence, reason)
            notifyDone(t(`evidence.done.${asked}`))
          }}
        />
      )}
    </Panel>
  )
}

function factsOf({ hold, withdrawn, retentionUntil }: Evidence): Fact[] {
  const until = retentionUntil === null ? t('evidence.noRetention') : formatDay(retentionUntil)
  const facts: Fact[] = [
    [t('evidence.retentionUntil'), until],
    [t('evidence.hold'), hold === null ? t('evidence.notHeld') : <Act key="hold" {...hold} />],
  ]
  if (withdrawn !== null) {
    facts.push([t('evidence.withdrawn'), <Act key="withdrawn" {...withdrawn} />])
  }
  return facts
}

function Act({ reason, by, at }: NonNullable<Evidence['hold']>) {
  return (
    <>
      <Text inherit className="prewrap">
        {reason}
      </Text>
      <Text size="sm" c="dimmed">
        {t('evidence.actBy', { name: by.name, at: formatTime(at) })}
      </Text>
    </>
  )
}
