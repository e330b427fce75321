import { Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { PolicyForm } from './PolicyForm.tsx'
import { policyQuery } from './queries.ts'
import type { RollbackPolicy } from './queries.ts'

/** What Primum may do by itself when patients could come to harm. */
export function PolicyPanel({ aiSystemId }: { aiSystemId: string }) {
  const query = useQuery(policyQuery(aiSystemId))
  const refusal = useRefusal('rollback-policies.manage')
  const [editing, { open, close }] = useDisclosure(false)
  return (
    <Loaded query={query} height={160}>
      {({ policy, isDefault }) => (
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
            {isDefault ? <Text>{t('monitoring.policyNone')}</Text> : null}
            <Facts facts={policyFacts(policy)} />
          </Stack>
          {editing ? <PolicyForm aiSystemId={aiSystemId} policy={policy} onClose={close} /> : null}
        </Panel>
      )}
    </Loaded>
  )
}

function policyFacts(policy: RollbackPolicy): [string, string][] {
  return [
    [t('monitoring.policyMode'), t(`monitoring.mode.${policy.mode}`)],
    [
      t('monitoring.policyMetrics'),
      policy.triggers.metrics.map((name) => label('metric', name)).join(', '),
    ],
    [t('monitoring.policyRequired'), String(policy.requiredTriggers)],
    [t('monitoring.policyPositives'), String(policy.minimumMaturedPositives)],
    [t('monitoring.policyCooldown'), String(policy.cooldownHours)],
    [t('monitoring.policyMaximum'), String(policy.maximumAutomaticPer7Days)],
    [t('monitoring.policyStale'), String(policy.staleAfterDays)],
    [t('monitoring.policyNoReturn'), String(policy.noReturnDays)],
  ]
}
