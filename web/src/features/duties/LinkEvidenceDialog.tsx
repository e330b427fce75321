import { TextInput } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { EvidenceSelect } from '../evidence/EvidenceSelect.tsx'
import { linkEvidence } from '../evidence/queries.ts'
import { dutyLink } from './duty-link.ts'
import type { EvidenceScope } from './duty-link.ts'
import type { Duty } from './queries.ts'
import { ScopeField } from './ScopeField.tsx'

const initial = {
  ...{ evidenceId: null as string | null, scope: 'system' as EvidenceScope, note: '' },
}

/** Evidence that is here already, and speaks for the duty too. */
export function LinkEvidenceDialog({ duty, onClose }: { duty: Duty; onClose: () => void }) {
  const form = useForm(initial, async ({ evidenceId, scope, note }) => {
    if (evidenceId === null) throw new Error(t('duty.chooseEvidence'))
    const words = note.trim()
    await linkEvidence(evidenceId, {
      ...dutyLink(duty, scope),
      note: words === '' ? null : words,
    })
    notifyDone(t('evidence.linked'))
    onClose()
  })
  const { values } = form
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('duty.linkTitle')}
      submit={t('duty.link')}
      form={form}
    >
      <EvidenceSelect
        value={values.evidenceId}
        error={form.errorOf('evidenceId')}
        onChange={(value) => form.set('evidenceId', value)}
      />
      <ScopeField value={values.scope} onChange={(scope) => form.set('scope', scope)} />
      <TextInput
        label={t('evidence.linkNote')}
        description={t('evidence.linkNoteAbout')}
        value={values.note}
        error={form.errorOf('note')}
        onChange={(event) => form.set('note', event.currentTarget.value)}
      />
    </FormDialog>
  )
}
