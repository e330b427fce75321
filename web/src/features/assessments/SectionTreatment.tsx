import { Fieldset, Group, Stack, Text, TextInput, Textarea, Title } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import type { Form } from '../../lib/use-form.ts'
import { BandTag } from './BandTag.tsx'
import { fieldRefusal } from './field-refusal.ts'
import { MissingNote } from './MissingNote.tsx'
import type { Assessment } from './queries.ts'
import { openOf } from './treatment-blockers.ts'
import { decisionPath, emptyDecision, emptyPlan, planPath } from './treatment-values.ts'
import type { TreatedSection, TreatmentValues } from './treatment-values.ts'

type Props = {
  section: TreatedSection
  blockers: Assessment['result']['blockers']
  form: Form<TreatmentValues>
  /** As last sent: what the server refused was this. */
  sent: TreatmentValues
  readOnly: boolean
  decisionReadOnly: boolean
}

/** One dimension: what will be done about it, and, where it is critical, what an executive decided. */
export function SectionTreatment(props: Props) {
  const { section, blockers, form, sent, readOnly, decisionReadOnly } = props
  const { id, title, band, score, needsPlan, needsDecision } = section
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Title order={3}>{title}</Title>
        <BandTag band={band} />
        {score === null ? null : (
          <Text span size="sm" c="dimmed" className="tabular">
            {score.toFixed(1)}
          </Text>
        )}
      </Group>
      {band === 'high' || band === 'critical' ? null : (
        <Text size="sm">{t('treatment.lower')}</Text>
      )}
      <Fieldset legend={t('treatment.field', { field: t('treatment.plan'), title })}>
        <Stack gap="md">
          <MissingNote reasons={openOf(blockers, 'g4-treatment-plan-missing', `${title} is `)} />
          {needsPlan || readOnly ? null : (
            <Text size="sm" c="dimmed">
              {t('treatment.planOptional')}
            </Text>
          )}
          <PlanFields id={id} form={form} sent={sent} readOnly={readOnly} />
        </Stack>
      </Fieldset>
      {needsDecision ? (
        <Fieldset legend={t('treatment.field', { field: t('treatment.executive'), title })}>
          <Stack gap="md">
            <MissingNote
              reasons={openOf(blockers, 'g3-executive-decision-missing', `${title} is `)}
            />
            <DecisionFields id={id} form={form} sent={sent} readOnly={decisionReadOnly} />
          </Stack>
        </Fieldset>
      ) : null}
    </Stack>
  )
}

type FieldsProps = Pick<Props, 'form' | 'sent' | 'readOnly'> & { id: string }

function PlanFields({ id, form, sent, readOnly }: FieldsProps) {
  const { values, problem } = form
  const plan = values.plans[id] ?? emptyPlan
  const set = (change: Partial<typeof plan>) =>
    form.set('plans', { ...values.plans, [id]: { ...plan, ...change } })
  const errorOf = (field: keyof typeof plan) =>
    fieldRefusal(problem, planPath(sent, id, field), {
      sent: sent.plans[id]?.[field],
      now: plan[field],
    })
  return (
    <>
      <Textarea
        label={t('treatment.planWhat')}
        readOnly={readOnly}
        autosize
        minRows={2}
        value={plan.plan}
        error={errorOf('plan')}
        onChange={(event) => set({ plan: event.currentTarget.value })}
      />
      <TextInput
        label={t('treatment.planOwner')}
        readOnly={readOnly}
        value={plan.owner}
        error={errorOf('owner')}
        onChange={(event) => set({ owner: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('treatment.planDueOn')}
        readOnly={readOnly}
        value={plan.dueOn}
        error={errorOf('dueOn')}
        onChange={(event) => set({ dueOn: event.currentTarget.value })}
      />
    </>
  )
}

function DecisionFields({ id, form, sent, readOnly }: FieldsProps) {
  const { values, problem } = form
  const decision = values.decisions[id] ?? emptyDecision
  const set = (change: Partial<typeof decision>) =>
    form.set('decisions', { ...values.decisions, [id]: { ...decision, ...change } })
  const errorOf = (field: keyof typeof decision) =>
    fieldRefusal(problem, decisionPath(sent, id, field), {
      sent: sent.decisions[id]?.[field],
      now: decision[field],
    })
  return (
    <>
      <Textarea
        label={t('treatment.executiveConditions')}
        readOnly={readOnly}
        autosize
        minRows={2}
        value={decision.conditions}
        error={errorOf('conditions')}
        onChange={(event) => set({ conditions: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('treatment.executiveDueOn')}
        readOnly={readOnly}
        value={decision.dueOn}
        error={errorOf('dueOn')}
        onChange={(event) => set({ dueOn: event.currentTarget.value })}
      />
    </>
  )
}
