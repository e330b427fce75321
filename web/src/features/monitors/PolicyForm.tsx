import { Button, Group, Modal, MultiSelect, NumberInput, Radio, Stack, Text } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import type { MessageKey } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { notifyDone } from '../../ui/notify.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { setPolicy } from './queries.ts'
import type { RollbackPolicy } from './queries.ts'

const modes = ['automatic', 'propose', 'off'] as const
const triggerMetrics = [
  'sensitivity',
  'specificity',
  'positive-predictive-value',
  'observed-expected-ratio',
  'auroc',
  'brier-score',
] as const

const numbers: { name: NumberName; title: MessageKey }[] = [
  { name: 'requiredTriggers', title: 'monitoring.policyRequired' },
  { name: 'minimumMaturedPositives', title: 'monitoring.policyPositives' },
  { name: 'cooldownHours', title: 'monitoring.policyCooldown' },
  { name: 'maximumAutomaticPer7Days', title: 'monitoring.policyMaximum' },
  { name: 'staleAfterDays', title: 'monitoring.policyStale' },
  { name: 'noReturnDays', title: 'monitoring.policyNoReturn' },
]

type NumberName =
  | 'requiredTriggers'
  | 'minimumMaturedPositives'
  | 'cooldownHours'
  | 'maximumAutomaticPer7Days'
  | 'staleAfterDays'
  | 'noReturnDays'

type Props = { aiSystemId: string; policy: RollbackPolicy; onClose: () => void }

export function PolicyForm({ aiSystemId, policy, onClose }: Props) {
  const form = useForm<RollbackPolicy>(policy, async (values) => {
    await setPolicy(aiSystemId, values)
    notifyDone(t('monitoring.policySaved'))
    onClose()
  })
  const { values } = form
  return (
    <Modal opened onClose={onClose} size="lg" title={t('monitoring.policyEdit')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        <Stack>
          <Text>{t('monitoring.policyConsequence')}</Text>
          <Radio.Group
            label={t('monitoring.policyMode')}
            value={values.mode}
            onChange={(mode) => form.set('mode', mode as RollbackPolicy['mode'])}
          >
            <Stack gap={8} mt="xs">
              {modes.map((mode) => (
                <Radio key={mode} value={mode} label={t(`monitoring.mode.${mode}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <MultiSelect
            label={t('monitoring.policyMetrics')}
            data={triggerMetrics.map((value) => ({ value, label: label('metric', value) }))}
            value={values.triggers.metrics}
            error={form.errorOf('triggers')}
            onChange={(metrics) =>
              form.set('triggers', {
                ...values.triggers,
                metrics: metrics as RollbackPolicy['triggers']['metrics'],
              })
            }
          />
          {numbers.map(({ name, title }) => (
            <NumberInput
              key={name}
              label={t(title)}
              min={0}
              value={values[name]}
              error={form.errorOf(name)}
              onChange={(value) => form.set(name, Number(value))}
            />
          ))}
          <ProblemAlert problem={form.problem} aiSystemId={aiSystemId} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={form.busy}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
