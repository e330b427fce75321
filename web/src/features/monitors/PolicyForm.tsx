import {
  Alert,
  Button,
  Fieldset,
  Group,
  Modal,
  MultiSelect,
  Radio,
  Stack,
  Switch,
  Text,
} from '@mantine/core'
import { canTrigger, metricNames } from '@primum/core/monitoring/metric-kind'
import { label, t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { Icon } from '../../ui/Icon.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { PolicyTrial } from './PolicyTrial.tsx'
import { PolicyNumbers, proofFields, restraintFields, whoFields } from './PolicyNumbers.tsx'
import { setPolicy } from './queries.ts'
import { ReturnFields } from './ReturnFields.tsx'
import type { RollbackPolicy } from './queries.ts'

const modes = ['automatic', 'propose', 'off'] as const
/** As the server accepts them: outcomes, and data that cannot be right. */
const triggerMetrics = metricNames.filter(canTrigger)

type Props = { aiSystemId: string; policy: RollbackPolicy; onClose: () => void }

/** Every setting of the policy, so that none is saved unseen. */
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
          <Switch
            label={t('policy.dryRun')}
            description={t('policy.dryRunAbout')}
            checked={values.dryRun}
            onChange={(event) => form.set('dryRun', event.currentTarget.checked)}
          />
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
          <Fieldset legend={t('policy.who')}>
            <Stack>
              <PolicyNumbers form={form} fields={whoFields} />
              {values.autoAfterHours === null || values.mode === 'off' ? null : (
                <Alert color="yellow" variant="outline" icon={<Icon name="clock" size={18} />}>
                  {t('policy.autoWarning', { hours: values.autoAfterHours })}
                </Alert>
              )}
            </Stack>
          </Fieldset>
          <Fieldset legend={t('policy.proof')}>
            <Stack>
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
              <PolicyNumbers form={form} fields={proofFields} />
            </Stack>
          </Fieldset>
          <Fieldset legend={t('policy.restraint')}>
            <Stack>
              <PolicyNumbers form={form} fields={restraintFields} />
              <ReturnFields form={form} />
            </Stack>
          </Fieldset>
          <Fieldset legend={t('policy.trial')}>
            <PolicyTrial aiSystemId={aiSystemId} policy={values} />
          </Fieldset>
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
