import { NumberInput, Select, TextInput, Textarea } from '@mantine/core'
import { evidenceKinds } from '@primum/core/evidence/evidence'
import type { EvidenceKind } from '@primum/core/evidence/evidence'
import { label, t } from '../../lib/messages/messages.ts'
import type { Form } from '../../lib/use-form.ts'
import { OwnerSelect } from '../findings/OwnerSelect.tsx'
import type { DescribedValues } from './described-values.ts'

/** What a piece of evidence is, who looks after it and how often it is reviewed. */
export function DescribedFields<Values extends DescribedValues>(props: { form: Form<Values> }) {
  const { values, errorOf } = props.form
  const set = props.form.set as Form<DescribedValues>['set']
  return (
    <>
      <TextInput
        label={t('evidence.titleField')}
        required
        value={values.title}
        error={errorOf('title')}
        onChange={(event) => set('title', event.currentTarget.value)}
      />
      <Select
        label={t('evidence.kind')}
        allowDeselect={false}
        data={evidenceKinds.map((value) => ({ value, label: label('evidenceKind', value) }))}
        value={values.kind}
        error={errorOf('kind')}
        onChange={(value) => set('kind', value as EvidenceKind)}
      />
      <Textarea
        label={t('evidence.description')}
        description={t('evidence.descriptionAbout')}
        autosize
        minRows={2}
        value={values.description}
        error={errorOf('description')}
        onChange={(event) => set('description', event.currentTarget.value)}
      />
      <OwnerSelect
        value={values.ownerId}
        error={errorOf('ownerId')}
        onChange={(value) => set('ownerId', value)}
      />
      <NumberInput
        label={t('evidence.reviewMonths')}
        description={t('evidence.reviewMonthsAbout')}
        min={1}
        max={120}
        allowDecimal={false}
        suffix={t('evidence.months')}
        value={values.reviewMonths}
        error={errorOf('reviewMonths')}
        onChange={(value) => set('reviewMonths', value)}
      />
    </>
  )
}
