import { Button, Fieldset, Group, Modal, Stack, Switch, Text } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { notifyDone } from '../../ui/notify.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import type { Version } from '../versions/queries.ts'
import { drawnMetrics } from './choice.ts'
import { draftOf, toDraft, toMonitor } from './monitor-draft.ts'
import type { MonitorDraft } from './monitor-draft.ts'
import type { MonitorFields } from './monitor-field-props.ts'
import { addMonitor, changeMonitor } from './monitor-queries.ts'
import { MonitorAdvancedFields } from './MonitorAdvancedFields.tsx'
import { MonitorLimitFields } from './MonitorLimitFields.tsx'
import { MonitorReactionFields } from './MonitorReactionFields.tsx'
import { MonitorTrial } from './MonitorTrial.tsx'
import { MonitorWatchFields } from './MonitorWatchFields.tsx'
import type { Monitor } from './queries.ts'
import { useMonitorTrial } from './use-monitor-trial.ts'

type Props = {
  aiSystemId: string
  version: Version
  monitors: Monitor[]
  /** The one to change; a new one where absent. */
  monitor?: Monitor
  onClose: () => void
}

/** Every setting of one monitor, which can be tried on history before it is switched on. */
export function MonitorForm({ aiSystemId, version, monitors, monitor, onClose }: Props) {
  const form = useForm<MonitorDraft>(firstDraft(version, monitor), async (values) => {
    const body = toMonitor(values, version)
    await (monitor === undefined
      ? addMonitor(aiSystemId, body)
      : // What it watches stays, and so does its key, however that was made.
        changeMonitor(monitor.id, { ...body, key: monitor.key }))
    notifyDone(t(monitor === undefined ? 'monitorForm.added' : 'monitorForm.changed'))
    onClose()
  })
  const trial = useMonitorTrial(aiSystemId, version, form.values)
  const fields: MonitorFields = {
    draft: form.values,
    set: form.set,
    replace: form.reset,
    errorOf: (name) => form.errorOf(name as keyof MonitorDraft) ?? trial.errorOf(name),
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t(monitor === undefined ? 'monitorForm.add' : 'monitorForm.change')}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        <Stack>
          {monitor === undefined ? null : <Text>{t('monitorForm.changeConsequence')}</Text>}
          <Fieldset legend={t('monitorForm.what')}>
            <MonitorWatchFields
              fields={fields}
              version={version}
              monitors={monitors}
              fixed={monitor !== undefined}
            />
          </Fieldset>
          <Fieldset legend={t('monitorForm.when')}>
            <Stack>
              <MonitorLimitFields fields={fields} />
              <MonitorAdvancedFields fields={fields} version={version} />
            </Stack>
          </Fieldset>
          <Fieldset legend={t('monitorForm.then')}>
            <MonitorReactionFields fields={fields} />
          </Fieldset>
          <Fieldset legend={t('policy.trial')}>
            <MonitorTrial trial={trial} aiSystemId={aiSystemId} versionLabel={version.label} />
          </Fieldset>
          <Switch
            label={t('monitorForm.enabled')}
            description={t('monitorForm.enabledAbout')}
            checked={form.values.enabled}
            onChange={(event) => form.set('enabled', event.currentTarget.checked)}
          />
          <ProblemAlert problem={form.problem} aiSystemId={aiSystemId} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={form.busy}>
              {t(monitor === undefined ? 'monitorForm.add' : 'common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function firstDraft(version: Version, monitor: Monitor | undefined): MonitorDraft {
  if (monitor !== undefined) return toDraft(monitor)
  const metrics = drawnMetrics(version.baselineId !== null)
  const usual = metrics.includes('sensitivity') ? 'sensitivity' : metrics[0]
  return draftOf(usual ?? 'heartbeat', version)
}
