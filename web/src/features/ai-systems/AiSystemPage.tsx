import { SimpleGrid, Stack } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { Facts } from '../../ui/Facts.tsx'
import type { Fact } from '../../ui/Facts.tsx'
import { GoAction } from '../../ui/GoAction.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { GoodCard, NextCard, RiskCard, RunsCard } from './OverviewCards.tsx'
import { useAiSystem } from './queries.ts'
import { recordFacts } from './record-facts.tsx'
import { TelemetryPanel } from './TelemetryPanel.tsx'

/** The overview: what it is, may it run, is it still good, who answers for it, what is missing. */
export function AiSystemPage() {
  const system = useAiSystem()
  const refusal = useRefusal('ai-systems.edit')
  const people: Fact[] = (
    ['modelOwner', 'clinicalOwner', 'technicalOwner', 'riskOwner', 'vendor'] as const
  ).map((name) => [label('field', name), system[name]])
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="md">
        <RunsCard system={system} />
        <GoodCard system={system} />
        <RiskCard system={system} />
        <NextCard system={system} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Panel title={t('aiSystem.people')}>
          <Facts facts={people} />
        </Panel>
        <TelemetryPanel id={system.id} />
      </SimpleGrid>
      <Panel
        title={t('aiSystem.record')}
        action={
          <GoAction
            to={paths.editAiSystem(system.id)}
            refusal={refusal}
            variant="default"
            size="xs"
          >
            {t('common.edit')}
          </GoAction>
        }
      >
        <Facts facts={recordFacts(system)} />
      </Panel>
    </Stack>
  )
}
