import { Select, TextInput, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { roleTitles } from '@primum/core/access/roles'
import { t } from '../../lib/messages/messages.ts'
import { fieldError, useForm } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { noTarget, toTarget } from '../evidence/target-values.ts'
import { TargetFields } from '../evidence/TargetFields.tsx'
import { membersQuery } from '../members/queries.ts'
import { askableMembers, askableRoles, toAsked } from './asked.ts'
import { requestEvidence } from './queries.ts'

const initial = { title: '', description: '', asked: '', dueOn: '', target: noTarget }

/** Asks a member, or everybody of a role, for evidence until a day. */
export function RequestDialog({ onClose }: { onClose: () => void }) {
  const { history } = useRouter()
  const members = useQuery(membersQuery)
  const form = useForm(initial, async ({ asked, target, ...values }) => {
    const body = { ...values, askedOf: toAsked(asked), target: toTarget(target) }
    const { id } = await requestEvidence(body)
    notifyDone(t('evidenceRequest.asksNow'))
    history.push(paths.evidenceRequest(id))
  })
  const { values } = form
  const people = askableMembers(members.data?.items ?? [])
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('evidenceRequest.ask')}
      submit={t('evidenceRequest.ask')}
      form={form}
    >
      <TextInput
        label={t('finding.name')}
        required
        value={values.title}
        error={form.errorOf('title')}
        onChange={(event) => form.set('title', event.currentTarget.value)}
      />
      <Textarea
        label={t('evidenceRequest.wanted')}
        description={t('evidenceRequest.wantedAbout')}
        required
        autosize
        minRows={3}
        value={values.description}
        error={form.errorOf('description')}
        onChange={(event) => form.set('description', event.currentTarget.value)}
      />
      <Select
        label={t('evidenceRequest.asked')}
        description={t('evidenceRequest.askedAbout')}
        required
        searchable
        data={[
          {
            group: t('evidenceRequest.roles'),
            items: askableRoles.map((role) => ({ value: `role:${role}`, label: roleTitles[role] })),
          },
          {
            group: t('evidenceRequest.members'),
            items: people.map(({ id, name }) => ({ value: `member:${id}`, label: name })),
          },
        ]}
        value={values.asked === '' ? null : values.asked}
        error={fieldError(form.problem, 'askedOf')}
        onChange={(value) => form.set('asked', value ?? '')}
      />
      <TextInput
        label={t('findings.due')}
        description={t('evidenceRequest.dueAbout')}
        type="date"
        required
        value={values.dueOn}
        error={form.errorOf('dueOn')}
        onChange={(event) => form.set('dueOn', event.currentTarget.value)}
      />
      <TargetFields
        value={values.target}
        problem={form.problem}
        onChange={(target) => form.set('target', target)}
      />
    </FormDialog>
  )
}
