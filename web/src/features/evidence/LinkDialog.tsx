import { TextInput } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { linkEvidence } from './queries.ts'
import { noTarget, toTarget } from './target-values.ts'
import { TargetFields } from './TargetFields.tsx'

/** Says what a piece of evidence speaks for. */
export function LinkDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const form = useForm({ target: noTarget, note: '' }, async ({ target, note }) => {
    const chosen = toTarget(target)
    if (chosen === null) return
    await linkEvidence(id, { ...chosen, note: note.trim() === '' ? null : note.trim() })
    notifyDone(t('evidence.linked'))
    onClose()
  })
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('evidence.addLink')}
      submit={t('evidence.addLink')}
      form={form}
    >
      <TargetFields
        required
        value={form.values.target}
        problem={form.problem}
        onChange={(target) => form.set('target', target)}
      />
      <TextInput
        label={t('evidence.linkNote')}
        description={t('evidence.linkNoteAbout')}
        value={form.values.note}
        error={form.errorOf('note')}
        onChange={(event) => form.set('note', event.currentTarget.value)}
      />
    </FormDialog>
  )
}
