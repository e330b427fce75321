import { Radio, SimpleGrid, Stack } from '@mantine/core'
import { badSide, eitherSide } from '@primum/core/monitoring/bad-side'
import { t } from '../../lib/messages/messages.ts'
import { DraftNumber } from './DraftNumber.tsx'
import type { MonitorFields } from './monitor-field-props.ts'
import { takesHours, takesLimit, takesMargin, unitOf } from './monitor-fields.ts'

const sides = ['above', 'below'] as const

/** How much worse is too bad, and over which time. */
export function MonitorLimitFields({ fields }: { fields: MonitorFields }) {
  const { metric, badSide: side } = fields.draft
  const unit = unitOf(metric)
  const now = badSide({ metric, ...(side === null ? {} : { badSide: side }) })
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {metric === 'heartbeat' ? null : (
          <DraftNumber
            fields={fields}
            name="windowDays"
            label={t('monitorForm.window')}
            description={t('monitorForm.windowAbout')}
          />
        )}
        {takesMargin(metric) ? (
          <DraftNumber
            fields={fields}
            name="margin"
            label={t('monitorForm.margin')}
            description={t(`monitorForm.unit.${unit}`)}
            step={0.01}
          />
        ) : null}
        {takesLimit(metric) ? (
          <DraftNumber
            fields={fields}
            name="limit"
            label={t('monitorForm.limit')}
            description={t(`monitorForm.unit.${unit}`)}
            step={unit === 'milliseconds' ? 100 : 0.01}
          />
        ) : null}
        {takesHours(metric) ? (
          <DraftNumber
            fields={fields}
            name="limitHours"
            label={t(metric === 'heartbeat' ? 'monitorForm.silenceHours' : 'monitorForm.lateHours')}
          />
        ) : null}
      </SimpleGrid>
      {eitherSide.includes(metric) ? (
        <Radio.Group
          label={t('monitorForm.badSide')}
          value={now}
          error={fields.errorOf('badSide')}
          onChange={(next) => fields.set('badSide', next as (typeof sides)[number])}
        >
          <Stack gap={8} mt="xs">
            {sides.map((each) => (
              <Radio key={each} value={each} label={t(`monitorForm.badSide.${each}`)} />
            ))}
          </Stack>
        </Radio.Group>
      ) : null}
    </Stack>
  )
}
