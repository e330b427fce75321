import { Group, Select } from '@mantine/core'
import type { MetricName } from '@primum/core/monitoring/metric-kind'
import { findingNames } from '@primum/core/statistics/review-rates'
import { label, t } from '../../lib/messages/messages.ts'
import type { Version } from '../versions/queries.ts'
import { segmentChoices, windowChoices } from './choice.ts'
import type { ChoiceState } from './choice.ts'
import { isUndivided } from './monitor-fields.ts'
import type { Monitor } from './queries.ts'

type Props = {
  choice: ChoiceState
  versions: Version[]
  metrics: readonly MetricName[]
  features: string[]
  monitors: Monitor[]
  onChange: (choice: Partial<Record<keyof ChoiceState, unknown>>) => void
}

const ofFeatures = ['feature-drift', 'missingness']

/** Of some metrics there is no group to look at, so that none stays in the address. */
function withoutGroup(metric: MetricName | null) {
  return metric !== null && isUndivided(metric) ? { segment: undefined } : {}
}

/** What the curve shows; all of it is in the address and can be sent on. */
export function SeriesPickers(props: Props) {
  const { choice, versions, metrics, features, monitors, onChange } = props
  const common = { allowDeselect: false, size: 'sm' } as const
  return (
    <Group gap="sm" align="flex-end">
      <Select
        {...common}
        label={t('monitoring.metric')}
        w={270}
        data={metrics.map((value) => ({ value, label: label('metric', value) }))}
        value={choice.metric}
        onChange={(metric) => onChange({ metric, feature: undefined, ...withoutGroup(metric) })}
      />
      {choice.metric === 'reviewer-agreement' ? (
        <Select
          {...common}
          label={t('monitoring.finding')}
          w={300}
          data={findingNames.map((value) => ({ value, label: label('reviewFinding', value) }))}
          value={choice.feature ?? 'hallucination'}
          onChange={(feature) => onChange({ feature })}
        />
      ) : ofFeatures.includes(choice.metric) ? (
        <Select
          {...common}
          allowDeselect
          clearable
          label={t('monitoring.feature')}
          w={180}
          data={features}
          value={choice.feature ?? null}
          onChange={(feature) => onChange({ feature: feature ?? undefined })}
        />
      ) : isUndivided(choice.metric) ? null : (
        <Select
          {...common}
          label={t('monitoring.group')}
          w={190}
          data={[{ value: '', label: t('monitoring.everyone') }, ...segmentChoices(monitors)]}
          value={choice.segment}
          onChange={(segment) => onChange({ segment: segment ?? undefined })}
        />
      )}
      <Select
        {...common}
        label={t('monitoring.version')}
        w={130}
        data={versions.map((version) => ({ value: version.id, label: version.label }))}
        value={choice.versionId ?? null}
        onChange={(versionId) => onChange({ versionId })}
      />
      <Select
        {...common}
        label={t('monitoring.window')}
        w={120}
        data={windowChoices.map((value) => ({
          value,
          label: t('monitoring.days', { days: value }),
        }))}
        value={String(choice.windowDays)}
        onChange={(windowDays) => onChange({ windowDays })}
      />
    </Group>
  )
}
