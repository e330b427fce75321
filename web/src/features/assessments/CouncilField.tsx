import { Fieldset, Stack, Textarea } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import type { Form } from '../../lib/use-form.ts'
import { MissingNote } from './MissingNote.tsx'
import type { Assessment } from './queries.ts'
import { openOf } from './treatment-blockers.ts'
import type { TreatmentValues } from './treatment-values.ts'

type Props = {
  blockers: Assessment['result']['blockers']
  form: Form<TreatmentValues>
  readOnly: boolean
}

/** Running with a high dimension is for the council to approve. */
export function CouncilField({ blockers, form, readOnly }: Props) {
  return (
    <Fieldset legend={t('treatment.council')}>
      <Stack gap="md">
        <MissingNote reasons={openOf(blockers, 'g4-council-approval-missing')} />
        <Textarea
          label={t('treatment.councilWhere')}
          {...(readOnly ? {} : { description: t('treatment.councilAbout') })}
          readOnly={readOnly}
          autosize
          minRows={2}
          value={form.values.councilDecision}
          error={form.errorOf('councilDecision')}
          onChange={(event) => form.set('councilDecision', event.currentTarget.value)}
        />
      </Stack>
    </Fieldset>
  )
}
