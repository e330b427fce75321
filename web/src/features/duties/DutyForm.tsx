import { Stack, TextInput, Textarea } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useRevisedForm } from '../../lib/use-revised-form.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { OvertakenNote } from '../../ui/OvertakenNote.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { OwnerSelect } from '../findings/OwnerSelect.tsx'
import { dayWords, defaultDue, fallbackWords } from './duty-words.ts'
import { DutyOwner } from './DutyOwner.tsx'
import { changeDuty, refreshDuties } from './queries.ts'
import type { Duty } from './queries.ts'

const valuesOf = ({ owner, due, note }: Duty) => ({
  ownerId: owner?.of === 'duty' ? (owner.member?.id ?? null) : null,
  dueOn: due.agreed ? due.on : '',
  note,
})

/** Who sees to it, until when, and what there is to say about it. */
export function DutyForm({ duty }: { duty: Duty }) {
  const manage = useRefusal('duties.manage')
  const { form, overtaken, keep, take } = useRevisedForm({
    record: duty,
    valuesOf,
    send: ({ ownerId, dueOn, note }, revision) =>
      changeDuty(duty.id, revision, {
        ...{ ownerId, dueOn: dueOn === '' ? null : dueOn, note: note.trim() },
      }),
    reload: refreshDuties,
    onSaved: async () => {
      await refreshDuties()
      notifyDone(t('common.saved'))
    },
  })
  const { values } = form
  const refusal = manage ?? (overtaken ? t('duty.settleFirst') : null)
  return (
    <Panel title={t('duty.handle')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (refusal === null) void form.submit()
        }}
      >
        <Stack>
          {overtaken ? (
            <OvertakenNote
              title={t('duty.overtakenTitle')}
              text={t('duty.overtakenText')}
              onKeep={keep}
              onTake={take}
            >
              <Facts
                facts={[
                  [t('duties.owner'), <DutyOwner key="owner" owner={duty.owner} />],
                  [t('duties.dueKind'), dayWords(duty)],
                  [t('duty.note'), duty.note === '' ? t('duty.noNote') : duty.note],
                ]}
              />
            </OvertakenNote>
          ) : null}
          <OwnerSelect
            value={values.ownerId}
            description={fallbackWords(duty)}
            error={form.errorOf('ownerId')}
            onChange={(value) => form.set('ownerId', value)}
          />
          <TextInput
            label={t('duties.dueKind')}
            description={t('duty.dueDefault', defaultDue(duty))}
            type="date"
            value={values.dueOn}
            error={form.errorOf('dueOn')}
            onChange={(event) => form.set('dueOn', event.currentTarget.value)}
          />
          <Textarea
            label={t('duty.note')}
            description={t('duty.noteAbout')}
            autosize
            minRows={2}
            maxLength={4000}
            value={values.note}
            error={form.errorOf('note')}
            onChange={(event) => form.set('note', event.currentTarget.value)}
          />
          {overtaken ? null : <ProblemAlert problem={form.problem} />}
          <ActionButton
            type="submit"
            variant="default"
            refusal={refusal}
            loading={form.busy}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('common.save')}
          </ActionButton>
        </Stack>
      </form>
    </Panel>
  )
}
