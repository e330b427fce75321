import { Checkbox, NativeSelect, TextInput, Textarea } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import type { Form } from '../../lib/use-form.ts'
import { treatmentOptions } from './risk-values.ts'
import type { RiskValues } from './risk-values.ts'

export type RiskFieldsProps = {
  values: RiskValues
  set: Form<RiskValues>['set']
  /** What is wrong at this place of the risk, as the API names it. */
  errorOf: (path: string, name: keyof RiskValues) => string | undefined
}

/** What is done about the risk; asked further only once it is decided. */
export function RiskTreatmentFields({ values, set, errorOf }: RiskFieldsProps) {
  return (
    <>
      <NativeSelect
        label={t('treatment.risk.option')}
        data={[
          { value: '', label: t('treatment.risk.undecided') },
          ...treatmentOptions.map((value) => ({ value, label: label('treatment.option', value) })),
        ]}
        value={values.option}
        error={errorOf('treatment.option', 'option')}
        onChange={(event) => set('option', event.currentTarget.value)}
      />
      {values.option === '' ? null : (
        <>
          <Textarea
            label={t('treatment.risk.description')}
            required
            autosize
            minRows={2}
            value={values.description}
            error={errorOf('treatment.description', 'description')}
            onChange={(event) => set('description', event.currentTarget.value)}
          />
          <TextInput
            label={t('treatment.risk.owner')}
            required
            value={values.owner}
            error={errorOf('treatment.owner', 'owner')}
            onChange={(event) => set('owner', event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('treatment.risk.dueOn')}
            required
            value={values.dueOn}
            error={errorOf('treatment.dueOn', 'dueOn')}
            onChange={(event) => set('dueOn', event.currentTarget.value)}
          />
          <Checkbox
            label={t('treatment.risk.useNarrowed')}
            description={t('treatment.risk.useNarrowedAbout')}
            checked={values.useNarrowed}
            onChange={(event) => set('useNarrowed', event.currentTarget.checked)}
          />
        </>
      )}
    </>
  )
}
