import { NumberInput, Radio, Stack } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import type { Form } from '../../lib/use-form.ts'
import type { RollbackPolicy } from './queries.ts'

const levels = ['none', 'warning'] as const

/** What a version has to have shown: to be a target, to return after it was taken back, and on whom. */
export function ReturnFields({ form }: { form: Form<RollbackPolicy> }) {
  const { hysteresis, maximumUnknownMixShare, soak } = form.values
  return (
    <>
      <NumberInput
        label={t('policy.soakDays')}
        description={t('policy.soakAbout')}
        min={0}
        max={3650}
        value={soak.days}
        error={form.errorOf('soak')}
        onChange={(value) => form.set('soak', { ...soak, days: Number(value) })}
      />
      <NumberInput
        label={t('policy.soakOutcomes')}
        min={0}
        value={soak.maturedOutcomes}
        onChange={(value) => form.set('soak', { ...soak, maturedOutcomes: Number(value) })}
      />
      <NumberInput
        label={t('policy.cleanPositives')}
        min={0}
        value={hysteresis.cleanMaturedPositives}
        error={form.errorOf('hysteresis')}
        onChange={(value) =>
          form.set('hysteresis', { ...hysteresis, cleanMaturedPositives: Number(value) })
        }
      />
      <Radio.Group
        label={t('policy.cleanLevel')}
        value={hysteresis.highestLevel}
        onChange={(level) =>
          form.set('hysteresis', {
            ...hysteresis,
            highestLevel: level as (typeof levels)[number],
          })
        }
      >
        <Stack gap={8} mt="xs">
          {levels.map((level) => (
            <Radio key={level} value={level} label={t(`policy.cleanLevel.${level}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <NumberInput
        label={t('policy.mix')}
        min={0}
        max={100}
        value={Math.round(1000 * maximumUnknownMixShare) / 10}
        error={form.errorOf('maximumUnknownMixShare')}
        onChange={(value) => form.set('maximumUnknownMixShare', Number(value) / 100)}
      />
    </>
  )
}
