import { Radio, Stack } from '@mantine/core'
import { isEstimated } from '@primum/core/monitoring/metric-kind'
import { actionProblem } from '@primum/core/monitoring/monitor-action'
import { monitorActions } from '@primum/core/monitoring/monitor-record'
import type { MonitorAction, Severity } from '@primum/core/monitoring/monitor-record'
import { label, t } from '../../lib/messages/messages.ts'
import { withSeverity } from './monitor-draft.ts'
import type { MonitorFields } from './monitor-field-props.ts'

const severities = ['warning', 'critical'] as const

/** How bad an alarm can get, and the most that may follow; what cannot follow says why. */
export function MonitorReactionFields({ fields }: { fields: MonitorFields }) {
  const { draft, set, replace, errorOf } = fields
  const { metric, severity, action } = draft
  return (
    <Stack>
      <Radio.Group
        label={t('monitorForm.severity')}
        value={severity}
        error={errorOf('severity')}
        onChange={(next) => replace(withSeverity(draft, next as Severity))}
      >
        <Stack gap={8} mt="xs">
          {severities.map((each) => {
            const refused = each === 'critical' && isEstimated(metric)
            return (
              <Radio
                key={each}
                value={each}
                label={label('level', each)}
                description={t(
                  refused ? 'monitorForm.estimatedWarns' : `monitorForm.severity.${each}`,
                )}
                disabled={refused}
              />
            )
          })}
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={t('monitorForm.action')}
        description={t('monitorForm.actionAbout')}
        value={action}
        error={errorOf('action')}
        onChange={(next) => set('action', next as MonitorAction)}
      >
        <Stack gap={8} mt="xs">
          {monitorActions.map((each) => {
            const problem = actionProblem({ metric, severity, action: each })
            return (
              <Radio
                key={each}
                value={each}
                label={t(`monitorForm.action.${each}`)}
                {...(problem === null
                  ? {}
                  : { description: t('monitorForm.refused', { reason: problem }) })}
                disabled={problem !== null}
              />
            )
          })}
        </Stack>
      </Radio.Group>
    </Stack>
  )
}
