import { Autocomplete, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import type { MetricName } from '@primum/core/monitoring/metric-kind'
import { needsBaseline, needsThreshold } from '@primum/core/monitoring/metric-kind'
import { overallSegment } from '@primum/core/monitoring/segment'
import { findingNames } from '@primum/core/statistics/review-rates'
import { useQuery } from '@tanstack/react-query'
import { label, t } from '../../lib/messages/messages.ts'
import { versionQuery } from '../versions/queries.ts'
import type { Version } from '../versions/queries.ts'
import { draftOf, withWatched } from './monitor-draft.ts'
import type { MonitorFields } from './monitor-field-props.ts'
import { groupedMetrics, segmentRule, takesInput } from './monitor-fields.ts'
import type { Monitor } from './queries.ts'

type Props = {
  fields: MonitorFields
  version: Version
  monitors: Monitor[]
  /** What a monitor watches stays as it was made. */
  fixed: boolean
}

/** Which metric, of what, for whom, and what that means. */
export function MonitorWatchFields({ fields, version, monitors, fixed }: Props) {
  const { draft, replace, errorOf } = fields
  const { metric, threshold } = draft
  const hasBaseline = version.baselineId !== null
  const thresholds = [version.threshold, ...version.extraThresholds, threshold]
  return (
    <Stack>
      <Select
        label={t('monitoring.metric')}
        description={draft.explanation}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        allowDeselect={false}
        searchable
        disabled={fixed}
        maxDropdownHeight={320}
        data={metricChoices(hasBaseline)}
        value={metric}
        error={errorOf('metric') ?? errorOf('key')}
        onChange={(next) => replace(draftOf(next as MetricName, version, draft))}
      />
      {fixed ? (
        <Text size="sm">{t('monitorForm.fixed')}</Text>
      ) : hasBaseline ? null : (
        <Text size="sm">{t('monitorForm.needsBaseline', { version: version.label })}</Text>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {needsThreshold(metric) ? (
          <Select
            label={t('chart.threshold')}
            description={t('monitorForm.thresholdAbout')}
            allowDeselect={false}
            disabled={fixed}
            data={[...new Set(thresholds.filter((each) => each !== '').map(String))]}
            value={String(threshold)}
            error={errorOf('threshold')}
            onChange={(next) => replace(withWatched(draft, { threshold: Number(next) }))}
          />
        ) : null}
        {takesInput(metric) ? (
          <Select
            label={t('monitoring.feature')}
            description={t('monitorForm.inputAbout')}
            placeholder={t('monitorForm.allInputs')}
            clearable
            searchable
            disabled={fixed}
            data={version.inputSchema.map(({ name }) => name)}
            value={draft.feature}
            error={errorOf('feature')}
            onChange={(feature) => replace(withWatched(draft, { feature }))}
          />
        ) : null}
        {metric === 'reviewer-agreement' ? (
          <Select
            label={t('monitoring.finding')}
            allowDeselect={false}
            disabled={fixed}
            data={findingNames.map((value) => ({ value, label: label('reviewFinding', value) }))}
            value={draft.feature}
            error={errorOf('feature')}
            onChange={(feature) => replace(withWatched(draft, { feature }))}
          />
        ) : null}
        <SegmentFields fields={fields} version={version} monitors={monitors} fixed={fixed} />
      </SimpleGrid>
    </Stack>
  )
}

function metricChoices(hasBaseline: boolean) {
  return groupedMetrics().map(({ group, metrics }) => ({
    group: t(`monitorForm.group.${group}`),
    items: metrics.map((value) => ({
      value,
      label: label('metric', value),
      disabled: !hasBaseline && needsBaseline(value),
    })),
  }))
}

function SegmentFields({ fields, version, monitors, fixed }: Props) {
  const { draft, replace, errorOf } = fields
  const { attribute, value } = draft.segment
  const detail = useQuery(versionQuery(version.id))
  const rule = segmentRule(draft.metric)
  const known = [
    ...monitors.map(({ segment }) => segment),
    ...(detail.data?.metrics ?? []),
    draft.segment,
  ].filter((segment) => segment.attribute !== '')
  const all = [...version.groupAttributes, 'site', ...known.map((each) => each.attribute)]
  const attributes = rule === 'site' ? ['site'] : [...new Set(all)]
  const values = known.filter((each) => each.attribute === attribute).map((each) => each.value)
  const choose = (segment: { attribute: string; value: string }) =>
    replace(withWatched(draft, { segment }))
  if (rule === 'everyone') return <Text size="sm">{t('monitorForm.everyoneOnly')}</Text>
  return (
    <>
      <Select
        label={t('monitorForm.whom')}
        description={rule === 'site' ? t('monitorForm.sitesOnly') : t('monitorForm.whomAbout')}
        allowDeselect={false}
        disabled={fixed}
        data={[
          { value: '', label: t('monitoring.everyone') },
          ...attributes.map((each) => ({ value: each, label: t('results.by', { value: each }) })),
        ]}
        value={attribute}
        {...(attribute === '' ? { error: errorOf('segment') } : {})}
        onChange={(next) =>
          choose(next === null || next === '' ? overallSegment : { attribute: next, value: '' })
        }
      />
      {attribute === '' ? null : (
        <Autocomplete
          label={t('monitorForm.value', { attribute })}
          description={t('monitorForm.valueAbout')}
          disabled={fixed}
          data={[...new Set(values)].filter((each) => each !== '')}
          value={value}
          error={errorOf('segment')}
          onChange={(next) => choose({ attribute, value: next })}
        />
      )}
    </>
  )
}
