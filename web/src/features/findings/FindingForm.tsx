import { Select, Stack, TextInput } from '@mantine/core'
import { findingSeverities, requiredActions } from '@primum/core/findings/finding'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useForm } from '../../lib/use-form.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { toLocalInput } from '../incidents/local-time.ts'
import { OwnerSelect } from './OwnerSelect.tsx'
import { changeFinding } from './queries.ts'
import type { Finding } from './queries.ts'

/** Who answers for it, until when, how grave it is and what has to be done. */
export function FindingForm({ finding }: { finding: Finding }) {
  const refusal = useRefusal('findings.manage')
  const initial = {
    severity: finding.severity,
    requiredAction: finding.requiredAction,
    ownerId: finding.owner?.id ?? null,
    dueAt: toLocalInput(finding.dueAt),
  }
  const form = useForm(initial, async ({ dueAt, ...rest }) => {
    const due =
      dueAt === initial.dueAt || dueAt === '' ? {} : { dueAt: new Date(dueAt).toISOString() }
    await changeFinding(finding, { ...rest, ...due })
    notifyDone(t('finding.saved'))
  })
  const { values } = form
  return (
    <Panel title={t('finding.handle')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        <Stack>
          <OwnerSelect
            value={values.ownerId}
            error={form.errorOf('ownerId')}
            onChange={(value) => form.set('ownerId', value)}
          />
          <TextInput
            label={t('findings.due')}
            type="datetime-local"
            value={values.dueAt}
            error={form.errorOf('dueAt')}
            onChange={(event) => form.set('dueAt', event.currentTarget.value)}
          />
          <Select
            label={t('findings.severity')}
            allowDeselect={false}
            data={findingSeverities.map((value) => ({ value, label: label('severity', value) }))}
            value={values.severity}
            onChange={(value) => form.set('severity', value as Finding['severity'])}
          />
          <Select
            label={t('findings.action')}
            allowDeselect={false}
            data={requiredActions.map((value) => ({
              value,
              label: label('requiredAction', value),
            }))}
            value={values.requiredAction}
            onChange={(value) => form.set('requiredAction', value as Finding['requiredAction'])}
          />
          <ProblemAlert problem={form.problem} />
          <ActionButton
            type="submit"
            refusal={refusal}
            loading={form.busy}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('finding.save')}
          </ActionButton>
        </Stack>
      </form>
    </Panel>
  )
}
