import { Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Go } from '../../ui/Go.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { unlinkEvidence } from '../evidence/queries.ts'
import { asSentence } from '../controls/as-sentence.ts'
import { withDays } from '../frameworks/framework-words.ts'
import classes from './duties.module.css'
import { FileEvidenceDialog } from './FileEvidenceDialog.tsx'
import { LinkEvidenceDialog } from './LinkEvidenceDialog.tsx'
import type { Duty } from './queries.ts'

type Piece = Duty['evidence'][number]

/** What shows that it is done: what counts, what no longer does and why; more is added here. */
export function DutyEvidence({ duty }: { duty: Duty }) {
  const refusal = useRefusal('evidence.manage')
  const [adding, setAdding] = useState<'link' | 'file' | null>(null)
  const [taken, setTaken] = useState<Piece | null>(null)
  const close = () => setAdding(null)
  return (
    <Panel title={t('duty.evidence')} about={t('duty.evidenceAbout')}>
      {duty.evidence.length === 0 ? (
        <EmptyNote title={t('duty.noEvidenceTitle')} text={t('duty.noEvidenceText')} />
      ) : (
        <Stack component="ul" gap="sm" className={classes['plain'] ?? ''}>
          {duty.evidence.map((piece) => (
            <li key={piece.linkId} className={classes['evidence']}>
              <EvidencePiece piece={piece} refusal={refusal} onRemove={() => setTaken(piece)} />
            </li>
          ))}
        </Stack>
      )}
      {duty.state === 'ended' ? null : (
        <Group gap="sm">
          <ActionButton refusal={refusal} onClick={() => setAdding('file')}>
            {t('duty.file')}
          </ActionButton>
          <ActionButton variant="default" refusal={refusal} onClick={() => setAdding('link')}>
            {t('duty.link')}
          </ActionButton>
        </Group>
      )}
      {adding === 'link' ? <LinkEvidenceDialog duty={duty} onClose={close} /> : null}
      {adding === 'file' ? <FileEvidenceDialog duty={duty} onClose={close} /> : null}
      {taken === null ? null : (
        <ReasonDialog
          opened
          onClose={() => setTaken(null)}
          title={t('evidence.removeLink')}
          consequence={t(taken.ofOrganization ? 'duty.unlinkAboutAll' : 'duty.unlinkAbout')}
          confirm={t('evidence.removeLink')}
          withReason={false}
          act={async () => {
            await unlinkEvidence(taken.id, taken.linkId)
            notifyDone(t('evidence.unlinked'))
          }}
        />
      )}
    </Panel>
  )
}

function EvidencePiece(props: { piece: Piece; refusal: string | null; onRemove: () => void }) {
  const { id, title, counts, reason, ofOrganization, note, linkedAt } = props.piece
  return (
    <Group justify="space-between" align="flex-start" gap="sm" wrap="nowrap">
      <div>
        <Group gap="xs">
          <Go to={paths.evidenceItem(id)} fw={600} underline="hover">
            {title}
          </Go>
          <Tag tone={counts ? 'ok' : 'warning'} icon={counts ? 'check' : 'cross'}>
            {t(counts ? 'duty.counts' : 'duty.countsNot')}
          </Tag>
        </Group>
        <Text size="sm">{asSentence(withDays(reason))}</Text>
        {note === null ? null : (
          <Text size="sm" className="prewrap">
            {note}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t(ofOrganization ? 'duty.ofOrganization' : 'duty.ofSystem')} ·{' '}
          {t('duty.linked', { day: formatDay(linkedAt) })}
        </Text>
      </div>
      <ActionButton
        variant="default"
        size="xs"
        refusal={props.refusal}
        style={{ flex: 'none' }}
        aria-label={t('duty.unlinkOf', { title })}
        onClick={props.onRemove}
      >
        {t('duty.unlink')}
      </ActionButton>
    </Group>
  )
}
