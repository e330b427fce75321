import { Group, Select } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import type { Version } from '../versions/queries.ts'
import { drawnMetrics, segmentChoices, windowChoices } from './choice.ts'
import type { ChoiceState } from './choice.ts'
import type { Monitor } from './queries.ts'

type Props = {
  choice: ChoiceState
  versions: Version[]
  features: string[]
  monitors: Monitor[]
  onChange: (choice: Partial<Record<keyof ChoiceState, unknown>>) => void
}

const ofFeatures = ['feature-drift', 'missingness']

/** What the curve shows; all of it is in the address and can be sent on. */
export function SeriesPickers({ choice, versions, features, monitors, onChange }: Props) {
  const common = { allowDeselect: false, size: 'sm' } as const
  return (
    <Group gap="sm" align="flex-end">
      <Select
        {...common}
        label={t('monitoring.metric')}
        w={270}
        data={drawnMetrics.map((value) => ({ value, label: label('metric', value) }))}
        value={choice.metric}
        onChange={(metric) => onChange({ metric, feature: undefined })}
      />
      {ofFeatures.includes(choice.metric) ? (
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
      ) : (
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
