import { NativeSelect, Text, TextInput, Textarea } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { acceptors } from './risk-values.ts'
import type { RiskFieldsProps } from './RiskTreatmentFields.tsx'

/** Who accepted what remains; a decision, so only for whoever may sign. */
export function AcceptanceFields({ values, set, errorOf }: RiskFieldsProps) {
  const refusal = useRefusal('assessments.sign')
  if (refusal !== null) {
    return <Text size="sm">{t('treatment.onlySigner', { reason: refusal })}</Text>
  }
  // Recorded through the API, it may name somebody else; it is shown, not lost.
  const names = [...new Set([...acceptors, values.acceptedBy])].filter((name) => name !== '')
  return (
    <>
      <NativeSelect
        label={t('treatment.risk.acceptedBy')}
        data={[{ value: '', label: t('treatment.risk.notAccepted') }, ...names]}
        value={values.acceptedBy}
        error={errorOf('acceptance.by', 'acceptedBy')}
        onChange={(event) => set('acceptedBy', event.currentTarget.value)}
      />
      {values.acceptedBy === '' ? null : (
        <>
          <Textarea
            label={t('treatment.risk.acceptReason')}
            required
            autosize
            minRows={2}
            value={values.acceptReason}
            error={errorOf('acceptance.reason', 'acceptReason')}
            onChange={(event) => set('acceptReason', event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('treatment.risk.reviewOn')}
            required
            value={values.reviewOn}
            error={errorOf('acceptance.reviewOn', 'reviewOn')}
            onChange={(event) => set('reviewOn', event.currentTarget.value)}
          />
        </>
      )}
    </>
  )
}
