import { Select, Stack, TextInput, Textarea } from '@mantine/core'
import { formatTime } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useForm } from '../../lib/use-form.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { changeIncident, severities, statuses } from './queries.ts'
import type { Incident } from './queries.ts'
import { toLocalInput } from './local-time.ts'

/** Who deals with it, until when, and what was found and done. */
export function IncidentForm({ incident }: { incident: Incident }) {
  const refusal = useRefusal('incidents.manage')
  const initial = {
    status: incident.status,
    severity: incident.severity,
    owner: incident.owner ?? '',
    dueAt: toLocalInput(incident.dueAt),
    resolution: incident.resolution ?? '',
  }
  const form = useForm(initial, async (values) => {
    const { owner, resolution, dueAt, ...rest } = values
    await changeIncident(incident, {
      ...rest,
      owner: owner.trim() === '' ? null : owner.trim(),
      resolution: resolution.trim() === '' ? null : resolution.trim(),
      ...(dueAt === initial.dueAt || dueAt === '' ? {} : { dueAt: new Date(dueAt).toISOString() }),
    })
    notifyDone(t('incident.saved'))
  })
  return (
    <Panel title={t('incident.handle')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        <Stack>
          <Select
            label={t('incident.status')}
            allowDeselect={false}
            data={statuses.map((value) => ({ value, label: label('incidentStatus', value) }))}
            value={form.values.status}
            onChange={(value) => form.set('status', value as Incident['status'])}
          />
          <Select
            label={t('incident.severity')}
            allowDeselect={false}
            data={severities.map((value) => ({ value, label: label('severity', value) }))}
            value={form.values.severity}
            onChange={(value) => form.set('severity', value as Incident['severity'])}
          />
          <TextInput
            label={t('incident.owner')}
            value={form.values.owner}
            error={form.errorOf('owner')}
            onChange={(event) => form.set('owner', event.currentTarget.value)}
          />
          <TextInput
            label={t('incident.dueAt')}
            type="datetime-local"
            value={form.values.dueAt}
            error={form.errorOf('dueAt')}
            onChange={(event) => form.set('dueAt', event.currentTarget.value)}
          />
          <Textarea
            label={t('incident.resolution')}
            description={t('incident.resolutionAbout')}
            autosize
            minRows={3}
            value={form.values.resolution}
            error={form.errorOf('resolution')}
            onChange={(event) => form.set('resolution', event.currentTarget.value)}
          />
          {incident.closedAt === null
            ? null
            : t('incident.closedAt', { at: formatTime(incident.closedAt) })}
          <ProblemAlert problem={form.problem} />
          <ActionButton
            type="submit"
            refusal={refusal}
            loading={form.busy}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('incident.save')}
          </ActionButton>
        </Stack>
      </form>
    </Panel>
  )
}
