import { Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { hasDetector, needsLabels } from '@primum/core/monitoring/metric-kind'
import { useState } from 'react'
import { label, t } from '../../lib/messages/messages.ts'
import type { Version } from '../versions/queries.ts'
import { DraftNumber } from './DraftNumber.tsx'
import { draftOf } from './monitor-draft.ts'
import type { MonitorFields } from './monitor-field-props.ts'

const folded = [
  'minimumSample',
  'averageRunLengthDays',
  'deltas',
  'outcomeHorizonDays',
  'labelPolicy',
  'explanation',
]
const policies = ['absence-is-negative', 'exclude-unlabelled'] as const

type Props = { fields: MonitorFields; version: Version }

/** What rarely has to be changed, with what is offered filled in. It opens where it holds an error. */
export function MonitorAdvancedFields({ fields, version }: Props) {
  const [open, setOpen] = useState(false)
  const { draft, set, errorOf } = fields
  const { metric } = draft
  const wrong = folded.some((name) => errorOf(name) !== undefined)
  const least = draftOf(metric, version).minimumSample
  return (
    <details open={open || wrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('monitorForm.advanced')}</summary>
      <Stack mt="sm">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {least === 0 ? null : (
            <DraftNumber
              fields={fields}
              name="minimumSample"
              label={t('monitorForm.minimumSample')}
              description={t('monitorForm.minimumSampleAbout', { count: least })}
            />
          )}
          {hasDetector(metric) ? (
            <>
              <DraftNumber
                fields={fields}
                name="averageRunLengthDays"
                label={t('monitorForm.runLength')}
                description={t('monitorForm.runLengthAbout')}
              />
              <TextInput
                label={t('monitorForm.deltas')}
                description={t(
                  metric === 'observed-expected-ratio'
                    ? 'monitorForm.deltasOdds'
                    : 'monitorForm.deltasAbout',
                )}
                value={draft.deltas}
                error={errorOf('deltas')}
                onChange={(event) => set('deltas', event.currentTarget.value)}
              />
            </>
          ) : null}
          {needsLabels(metric) ? (
            <>
              <DraftNumber
                fields={fields}
                name="outcomeHorizonDays"
                label={t('monitorForm.horizon')}
                description={t('monitorForm.horizonAbout')}
              />
              <Select
                label={t('monitorForm.labelPolicy')}
                description={t('monitorForm.labelPolicyAbout')}
                placeholder={t('monitorForm.asSystem')}
                clearable
                data={policies.map((value) => ({ value, label: label('labelPolicy', value) }))}
                value={draft.labelPolicy ?? null}
                error={errorOf('labelPolicy')}
                onChange={(next) => set('labelPolicy', next as (typeof policies)[number] | null)}
              />
            </>
          ) : null}
        </SimpleGrid>
        <Textarea
          label={t('monitorForm.explanation')}
          description={t('monitorForm.explanationAbout')}
          autosize
          value={draft.explanation}
          error={errorOf('explanation')}
          onChange={(event) => set('explanation', event.currentTarget.value)}
        />
      </Stack>
    </details>
  )
}
