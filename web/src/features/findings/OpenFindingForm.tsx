import { Select, TextInput, Textarea } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { findingSeverities, requiredActions } from '@primum/core/findings/finding'
import { label, t } from '../../lib/messages/messages.ts'
import { fieldError, useForm } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { AiSystemSelect } from '../ai-systems/AiSystemSelect.tsx'
import { openFinding } from './queries.ts'
import type { Finding } from './queries.ts'
import { OwnerSelect } from './OwnerSelect.tsx'

/** What a person or an audit found; monitors open theirs by themselves. */
export function OpenFindingForm({ onClose }: { onClose: () => void }) {
  const { history } = useRouter()
  const initial = {
    title: '',
    description: '',
    severity: 'major' as Finding['severity'],
    requiredAction: 'correct' as Finding['requiredAction'],
    aiSystemId: null as string | null,
    ownerId: null as string | null,
    audit: '',
  }
  const form = useForm(initial, async ({ audit, ...values }) => {
    const reference = audit.trim()
    const source =
      reference === '' ? ({ type: 'person' } as const) : ({ type: 'audit', reference } as const)
    const finding = await openFinding({ ...values, versionId: null, source })
    notifyDone(t('finding.opened', { reference: finding.reference }))
    history.push(paths.finding(finding.id))
  })
  const { values } = form
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('findings.open')}
      submit={t('findings.open')}
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
        label={t('finding.what')}
        description={t('finding.whatAbout')}
        required
        autosize
        minRows={3}
        value={values.description}
        error={form.errorOf('description')}
        onChange={(event) => form.set('description', event.currentTarget.value)}
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
        data={requiredActions.map((value) => ({ value, label: label('requiredAction', value) }))}
        value={values.requiredAction}
        onChange={(value) => form.set('requiredAction', value as Finding['requiredAction'])}
      />
      <AiSystemSelect
        label={t('findings.system')}
        placeholder={t('findings.programme')}
        clearable
        value={values.aiSystemId}
        error={form.errorOf('aiSystemId')}
        onChange={(value) => form.set('aiSystemId', value)}
      />
      <OwnerSelect
        value={values.ownerId}
        error={form.errorOf('ownerId')}
        onChange={(value) => form.set('ownerId', value)}
      />
      <TextInput
        label={t('finding.audit')}
        description={t('finding.auditAbout')}
        value={values.audit}
        error={fieldError(form.problem, 'source')}
        onChange={(event) => form.set('audit', event.currentTarget.value)}
      />
    </FormDialog>
  )
}
