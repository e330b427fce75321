import { List, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { policyFacts } from './policy-facts.ts'
import { PolicyForm } from './PolicyForm.tsx'
import { PolicyTrial } from './PolicyTrial.tsx'
import { policyQuery } from './queries.ts'
import type { StoredPolicy } from './queries.ts'

/** What Primum may do by itself when patients could come to harm. */
export function PolicyPanel({ aiSystemId }: { aiSystemId: string }) {
  const query = useQuery(policyQuery(aiSystemId))
  const refusal = useRefusal('rollback-policies.manage')
  const [editing, { open, close }] = useDisclosure(false)
  return (
    <Loaded query={query} height={160}>
      {({ policy, isDefault, lastDryRun }) => (
        <Panel
          title={t('monitoring.policy')}
          about={t('monitoring.policyAbout')}
          action={
            <ActionButton variant="default" size="xs" refusal={refusal} onClick={open}>
              {t(isDefault ? 'monitoring.policySet' : 'monitoring.policyEdit')}
            </ActionButton>
          }
        >
          <Stack gap="sm">
            {isDefault ? (
              <Text>
                {t('monitoring.policyNone')} {t('policy.defaultShown')}
              </Text>
            ) : null}
            <Facts facts={policyFacts(policy)} />
            <details>
              <summary>{t('policy.trial')}</summary>
              <PolicyTrial aiSystemId={aiSystemId} policy={policy} />
            </details>
            {policy.dryRun ? <LastDryRun lastDryRun={lastDryRun} /> : null}
          </Stack>
          {editing ? <PolicyForm aiSystemId={aiSystemId} policy={policy} onClose={close} /> : null}
        </Panel>
      )}
    </Loaded>
  )
}

function LastDryRun({ lastDryRun }: Pick<StoredPolicy, 'lastDryRun'>) {
  return (
    <div>
      <Text fw={600} size="sm">
        {t('policy.lastDryRun')}
      </Text>
      {lastDryRun === null ? (
        <Text c="dimmed">{t('policy.lastDryRunNone')}</Text>
      ) : (
        <>
          <Text>
            {t('policy.lastDryRunAt', {
              at: formatTime(lastDryRun.at),
              action: t(`policy.action.${lastDryRun.action}`),
            })}
          </Text>
          <List size="sm">
            {lastDryRun.reasons.map(({ code, message }, index) => (
              <List.Item key={`${code}-${index}`}>{message}</List.Item>
            ))}
          </List>
        </>
      )}
    </div>
  )
}
