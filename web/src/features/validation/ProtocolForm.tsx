import { Button, Group, Select, Stack, TagsInput, Text, TextInput, Textarea } from '@mantine/core'
import type { ValidationMetricName } from '@primum/core/validation/validation-metric'
import { needsThreshold, validationMetricNames } from '@primum/core/validation/validation-metric'
import type { ReactNode } from 'react'
import { label, t } from '../../lib/messages/messages.ts'
import { fieldError } from '../../lib/use-form.ts'
import type { Form } from '../../lib/use-form.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { Why } from '../../ui/Why.tsx'
import { CriterionFields } from './CriterionFields.tsx'
import { PrecisionFields } from './PrecisionFields.tsx'
import type { ProtocolValues } from './protocol-values.ts'
import { aggregations, newCriterion, thresholdsOf } from './protocol-values.ts'

type Props = {
  form: Form<ProtocolValues>
  aiSystemId: string
  /** Where a field was filled from what Primum knew. */
  sources: { population: string | null; thresholds: string | null }
  submit: string
  /** Filled where saving is the one thing to do next. */
  submitVariant?: 'filled' | 'default'
  actions?: ReactNode
}

/** What will be measured, on whom, and what has to come out. */
export function ProtocolForm(props: Props) {
  const { form, aiSystemId, sources, submit, submitVariant = 'filled', actions } = props
  const { values, set, errorOf } = form
  const thresholds = thresholdsOf(values)
  const criteria = values.acceptanceCriteria
  const errors = (index: number) => (field: string) =>
    fieldError(form.problem, `acceptanceCriteria.${index}.${field}`)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <Stack maw={880}>
        <Panel title={t('protocol.whom')}>
          <TextInput
            label={t('protocol.title')}
            description={t('protocol.titleAbout')}
            required
            value={values.title}
            error={errorOf('title')}
            onChange={(event) => set('title', event.currentTarget.value)}
          />
          <div>
            <Textarea
              label={t('protocol.population')}
              description={sources.population}
              required
              autosize
              minRows={3}
              value={values.intendedPopulation}
              error={errorOf('intendedPopulation')}
              onChange={(event) => set('intendedPopulation', event.currentTarget.value)}
            />
            <Why reason={t('protocol.populationWhy')} about={t('protocol.population')} />
          </div>
          <div>
            <Select
              label={t('protocol.unit')}
              allowDeselect={false}
              data={aggregations.map((value) => ({
                value,
                label: label('aggregation', value),
              }))}
              value={values.aggregation}
              onChange={(next) => (next === null ? undefined : set('aggregation', next))}
            />
            <Why reason={t('protocol.unitWhy')} about={t('protocol.unit')} />
          </div>
          <TagsInput
            label={t('protocol.subgroups')}
            description={t('protocol.subgroupsAbout')}
            value={values.subgroups}
            error={errorOf('subgroups')}
            onChange={(next) => set('subgroups', next)}
          />
        </Panel>
        <Panel title={t('protocol.what')}>
          <TagsInput
            label={t('protocol.thresholds')}
            description={sources.thresholds ?? t('protocol.thresholdsAbout')}
            required
            value={values.thresholds}
            error={errorOf('thresholds')}
            onChange={(next) => set('thresholds', next)}
          />
          <Group align="flex-start" grow preventGrowOverflow={false}>
            <Select
              label={t('protocol.primary')}
              allowDeselect={false}
              data={validationMetricNames.map((value) => ({
                value,
                label: label('metric', value),
              }))}
              value={values.primaryMetric}
              error={errorOf('primaryMetric' as keyof ProtocolValues)}
              onChange={(next) => set('primaryMetric', next as ValidationMetricName)}
            />
            {needsThreshold(values.primaryMetric) ? (
              <Select
                label={t('protocol.atThreshold')}
                data={thresholds.map(String)}
                value={values.primaryThreshold === null ? null : String(values.primaryThreshold)}
                onChange={(next) => set('primaryThreshold', next === null ? null : Number(next))}
              />
            ) : null}
          </Group>
        </Panel>
        <Panel title={t('protocol.criteria')} about={t('protocol.criteriaAbout')}>
          {criteria.map((criterion, index) => (
            <CriterionFields
              // Criteria have no id of their own; a removed one takes its row along.
              key={index}
              index={index}
              criterion={criterion}
              thresholds={thresholds}
              subgroups={values.subgroups}
              errorOf={errors(index)}
              onChange={(next) => set('acceptanceCriteria', criteria.with(index, next))}
              onRemove={
                criteria.length < 2
                  ? null
                  : () => set('acceptanceCriteria', criteria.toSpliced(index, 1))
              }
            />
          ))}
          <Group>
            <Button
              variant="default"
              onClick={() =>
                set('acceptanceCriteria', [
                  ...criteria,
                  newCriterion('sensitivity', thresholds[0] ?? null),
                ])
              }
            >
              {t('protocol.addCriterion')}
            </Button>
          </Group>
        </Panel>
        <Panel title={t('protocol.precision')} about={t('protocol.precisionAbout')}>
          <PrecisionFields values={values.precision} onChange={(next) => set('precision', next)} />
        </Panel>
        <ProblemAlert problem={form.problem} aiSystemId={aiSystemId} />
        <Group>
          <Button type="submit" variant={submitVariant} loading={form.busy}>
            {submit}
          </Button>
          {actions}
        </Group>
        <Text size="sm" c="dimmed">
          {t('protocol.draftNote')}
        </Text>
      </Stack>
    </form>
  )
}
