import { Checkbox } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { LevelFields } from './LevelFields.tsx'
import type { RiskFieldsProps } from './RiskTreatmentFields.tsx'

/** The score after treatment. */
export function ResidualFields({ values, set, errorOf }: RiskFieldsProps) {
  return (
    <>
      <Checkbox
        label={t('treatment.risk.scoredAgain')}
        description={t('treatment.risk.scoredAgainAbout')}
        checked={values.scoredAgain}
        onChange={(event) => {
          set('scoredAgain', event.currentTarget.checked)
          // Treatment seldom changes both: begin from the score before it.
          if (values.afterLikelihood === '') set('afterLikelihood', values.likelihood)
          if (values.afterConsequence === '') set('afterConsequence', values.consequence)
        }}
      />
      {values.scoredAgain ? (
        <LevelFields
          likelihood={{
            title: t('treatment.risk.afterLikelihood'),
            value: values.afterLikelihood,
            error: errorOf('residual.likelihood', 'afterLikelihood'),
            onChange: (value) => set('afterLikelihood', value),
          }}
          consequence={{
            title: t('treatment.risk.afterConsequence'),
            value: values.afterConsequence,
            error: errorOf('residual.consequence', 'afterConsequence'),
            onChange: (value) => set('afterConsequence', value),
          }}
        />
      ) : null}
    </>
  )
}
