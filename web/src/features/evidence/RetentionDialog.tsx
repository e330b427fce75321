import { TextInput, Textarea } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { retainEvidence } from './queries.ts'
import type { Evidence } from './queries.ts'

/** Until when it is kept at least, and why. */
export function RetentionDialog({
  evidence,
  onClose,
}: {
  evidence: Evidence
  onClose: () => void
}) {
  const initial = { retentionUntil: evidence.retentionUntil ?? '', reason: '' }
  const form = useForm(initial, async ({ retentionUntil, reason }) => {
    const until = retentionUntil === '' ? null : retentionUntil
    await retainEvidence(evidence, { retentionUntil: until, reason })
    notifyDone(t('evidence.retained'))
    onClose()
  })
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('evidence.retain')}
      submit={t('evidence.retain')}
      form={form}
    >
      <TextInput
        label={t('evidence.retentionUntil')}
        description={t('evidence.retentionUntilAbout')}
        type="date"
        value={form.values.retentionUntil}
        error={form.errorOf('retentionUntil')}
        onChange={(event) => form.set('retentionUntil', event.currentTarget.value)}
      />
      <Textarea
        label={t('common.reason')}
        required
        autosize
        minRows={2}
        value={form.values.reason}
        error={form.errorOf('reason')}
        onChange={(event) => form.set('reason', event.currentTarget.value)}
      />
    </FormDialog>
  )
}
