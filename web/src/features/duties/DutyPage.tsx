import { SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { usePathPart } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { withDays } from '../frameworks/framework-words.ts'
import { DutyActions } from './DutyActions.tsx'
import { DutyAsked } from './DutyAsked.tsx'
import { DutyEvidence } from './DutyEvidence.tsx'
import { DutyForm } from './DutyForm.tsx'
import { DutyStatusPanel } from './DutyStatusPanel.tsx'
import { DutyOverdueTag, DutyStatusTag, ProhibitionTag } from './DutyTags.tsx'
import { dutyQuery } from './queries.ts'

/** One duty of one AI system: what is asked, where it stands, who sees to it and what shows it. */
export function DutyPage() {
  const query = useQuery(dutyQuery(usePathPart('dutyId')))
  return (
    <Loaded query={query} height={480} heading={t('duty.duty')}>
      {(duty) => (
        <>
          <PageHeader
            title={withDays(duty.requirement.title)}
            purpose={t('duty.purpose', { system: duty.aiSystem.name })}
            guide="obligations"
            crumbs={[
              { title: t('duties.title'), to: paths.obligations },
              { title: duty.framework.title, to: paths.dutiesOfLaw(duty.framework.id) },
            ]}
            badges={
              <>
                <DutyStatusTag status={duty.status} />
                <DutyOverdueTag overdue={duty.overdue} />
                <ProhibitionTag prohibits={duty.prohibits} state={duty.state} />
              </>
            }
            actions={<DutyActions duty={duty} />}
          />
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
            <Stack gap="lg">
              <DutyAsked duty={duty} />
              <DutyEvidence duty={duty} />
            </Stack>
            <Stack gap="lg">
              <DutyStatusPanel duty={duty} />
              <DutyForm duty={duty} />
            </Stack>
          </SimpleGrid>
          <Text size="sm" c="dimmed" className="measure" mt="lg">
            {t('duty.notice')}
          </Text>
        </>
      )}
    </Loaded>
  )
}
