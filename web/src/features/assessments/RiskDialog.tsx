import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { notifyDone } from '../../ui/notify.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import type { RecordedRisk } from './queries.ts'
import { AcceptanceFields } from './AcceptanceFields.tsx'
import { fieldRefusal, wholeRefusal } from './field-refusal.ts'
import { LevelFields } from './LevelFields.tsx'
import { ResidualFields } from './ResidualFields.tsx'
import { RiskTreatmentFields } from './RiskTreatmentFields.tsx'
import { toRiskValues } from './risk-values.ts'
import { riskPath } from './use-register.ts'
import type { Register } from './use-register.ts'

type Props = {
  /** Null to add one. */
  risk: RecordedRisk | null
  risks: RecordedRisk[]
  categories: { id: string; title: string }[]
  aiSystemId: string
  save: Register['save']
  onClose: () => void
}

export function RiskDialog({ risk, risks, categories, aiSystemId, save, onClose }: Props) {
  const [sent, setSent] = useState(() => toRiskValues(risk))
  const form = useForm(sent, async (values) => {
    setSent(values)
    await save(risk, values)
    notifyDone(t('treatment.riskSaved'))
    onClose()
  })
  const { values, set, problem } = form
  const errorOf = (path: string, name: keyof typeof values) =>
    fieldRefusal(problem, `${riskPath(risks, risk)}.${path}`, {
      sent: sent[name],
      now: values[name],
    })
  const fields = { values, set, errorOf }
  return (
    <Modal
      opened
      onClose={onClose}
      // What was written is not lost to a click beside the form.
      closeOnClickOutside={false}
      size="lg"
      title={
        risk === null
          ? t('treatment.addTitle')
          : t('treatment.editOf', { id: risk.id, title: risk.title })
      }
    >
      <form
        // The server says what is missing, at the field.
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('treatment.risk.title')}
            required
            data-autofocus
            value={values.title}
            error={errorOf('title', 'title')}
            onChange={(event) => set('title', event.currentTarget.value)}
          />
          <NativeSelect
            label={t('treatment.risk.category')}
            required
            data={[
              { value: '', label: t('treatment.risk.choose') },
              ...categories.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            value={values.categoryId}
            error={errorOf('categoryId', 'categoryId')}
            onChange={(event) => set('categoryId', event.currentTarget.value)}
          />
          <LevelFields
            likelihood={{
              title: t('treatment.risk.likelihood'),
              value: values.likelihood,
              error: errorOf('inherent.likelihood', 'likelihood'),
              onChange: (value) => set('likelihood', value),
            }}
            consequence={{
              title: t('treatment.risk.consequence'),
              value: values.consequence,
              error: errorOf('inherent.consequence', 'consequence'),
              onChange: (value) => set('consequence', value),
            }}
          />
          <RiskTreatmentFields {...fields} />
          <ResidualFields {...fields} />
          <AcceptanceFields {...fields} />
          <ProblemAlert problem={wholeRefusal(problem)} aiSystemId={aiSystemId} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={form.busy}>
              {t('treatment.saveRisk')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
