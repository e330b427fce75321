import { Button, Fieldset, NumberInput, Select, TextInput } from '@mantine/core'
import { needsThreshold, validationMetricNames } from '@primum/core/validation/validation-metric'
import { label, t } from '../../lib/messages/messages.ts'
import type { CriterionValues } from './protocol-values.ts'
import { newCriterion } from './protocol-values.ts'
import classes from './validation.module.css'

type Props = {
  index: number
  criterion: CriterionValues
  thresholds: number[]
  subgroups: string[]
  errorOf: (field: string) => string | undefined
  onChange: (criterion: CriterionValues) => void
  onRemove: (() => void) | null
}

export function CriterionFields(props: Props) {
  const { index, criterion, thresholds, subgroups, errorOf, onChange, onRemove } = props
  const { metric, threshold, attribute, value, bound, operator, limit } = criterion
  const set = (part: Partial<CriterionValues>) => onChange({ ...criterion, ...part })
  return (
    <Fieldset legend={t('protocol.criterion', { number: index + 1 })}>
      <div className={classes['criterion']}>
        <Select
          label={t('version.metric')}
          allowDeselect={false}
          data={validationMetricNames.map((name) => ({
            value: name,
            label: label('metric', name),
          }))}
          value={metric}
          onChange={(next) =>
            next === null
              ? undefined
              : set({ ...newCriterion(next, threshold ?? thresholds[0] ?? null), limit })
          }
        />
        {needsThreshold(metric) ? (
          <Select
            label={t('protocol.atThreshold')}
            data={thresholds.map(String)}
            value={threshold === null ? null : String(threshold)}
            error={errorOf('threshold')}
            onChange={(next) => set({ threshold: next === null ? null : Number(next) })}
          />
        ) : null}
        <Select
          label={t('protocol.bound')}
          allowDeselect={false}
          data={(['value', 'lower', 'upper'] as const).map((each) => ({
            value: each,
            label: t(`protocol.bound.${each}`),
          }))}
          value={bound}
          onChange={(next) => (next === null ? undefined : set({ bound: next }))}
        />
        <Select
          label={t('protocol.operator')}
          allowDeselect={false}
          data={(['at-least', 'at-most'] as const).map((each) => ({
            value: each,
            label: t(`protocol.operator.${each}`),
          }))}
          value={operator}
          onChange={(next) => (next === null ? undefined : set({ operator: next }))}
        />
        <NumberInput
          label={t('protocol.limit')}
          required
          step={0.01}
          decimalScale={6}
          value={limit ?? ''}
          error={errorOf('limit')}
          onChange={(next) => set({ limit: next === '' ? null : Number(next) })}
        />
        <Select
          label={t('protocol.who')}
          allowDeselect={false}
          data={[
            { value: '', label: t('monitoring.everyone') },
            ...subgroups.map((each) => ({
              value: each,
              label: t('protocol.whoBy', { name: each }),
            })),
          ]}
          value={subgroups.includes(attribute) ? attribute : ''}
          error={errorOf('segment')}
          onChange={(next) => set({ attribute: next ?? '', value: next === '' ? '' : value })}
        />
        {attribute === '' ? null : (
          <TextInput
            label={t('protocol.whoValue')}
            required
            value={value}
            error={errorOf('segment.value')}
            onChange={(event) => set({ value: event.currentTarget.value })}
          />
        )}
        {onRemove === null ? null : (
          <Button variant="subtle" className={classes['remove'] ?? ''} onClick={onRemove}>
            {t('protocol.removeCriterion', { number: index + 1 })}
          </Button>
        )}
      </div>
    </Fieldset>
  )
}
