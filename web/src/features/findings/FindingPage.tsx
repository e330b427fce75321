import { SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatTime } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { usePathPart } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import type { Fact } from '../../ui/Facts.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { SeverityTag } from '../incidents/IncidentTags.tsx'
import { GapSource } from '../gap-assessments/GapSource.tsx'
import { FindingForm } from './FindingForm.tsx'
import { FindingSteps } from './FindingSteps.tsx'
import { FindingStatusTag, OverdueTag } from './FindingTags.tsx'
import { findingQuery } from './queries.ts'
import type { Finding } from './queries.ts'
import { StepActions } from './StepActions.tsx'

export function FindingPage() {
  const query = useQuery(findingQuery(usePathPart('findingId')))
  return (
    <Loaded query={query} height={400} heading={t('findings.finding')}>
      {(finding) => (
        <>
          <PageHeader
            title={`${finding.reference}: ${finding.title}`}
            purpose={t('finding.purpose')}
            guide="findings"
            crumbs={[{ title: t('findings.title'), to: paths.findings }]}
            badges={
              <>
                <SeverityTag severity={finding.severity} />
                <FindingStatusTag status={finding.status} />
                <OverdueTag overdue={finding.overdue} />
                {finding.aiSystem?.synthetic ? (
                  <Tag tone="info" icon="flask">
                    {t('common.synthetic')}
                  </Tag>
                ) : null}
              </>
            }
          />
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
            <Stack gap="lg">
              <Panel title={t('finding.what')}>
                <Text className="prewrap">{finding.description}</Text>
                <Facts facts={factsOf(finding)} />
              </Panel>
              <FindingSteps steps={finding.steps} />
            </Stack>
            <Stack gap="lg">
              <StepActions key={`step-${finding.revision}`} finding={finding} />
              {finding.status === 'verified' ? null : (
                <FindingForm key={finding.revision} finding={finding} />
              )}
            </Stack>
          </SimpleGrid>
        </>
      )}
    </Loaded>
  )
}

function factsOf({ aiSystem, version, source, ...finding }: Finding): Fact[] {
  const facts: Fact[] = [
    [
      t('findings.system'),
      aiSystem === null ? (
        t('findings.programme')
      ) : (
        <Go key="system" to={paths.aiSystem(aiSystem.id)}>
          {aiSystem.name}
        </Go>
      ),
    ],
  ]
  if (aiSystem !== null && version !== null) {
    const to = paths.version(aiSystem.id, version.id)
    facts.push([
      t('finding.version'),
      <Go key="version" to={to}>
        {version.label}
      </Go>,
    ])
  }
  facts.push([
    t('findings.source'),
    source.type === 'gap-assessment' ? (
      <GapSource key="source" reference={source.reference}>
        {sourceWords(source)}
      </GapSource>
    ) : (
      sourceWords(source)
    ),
  ])
  if (source.type === 'monitor' && aiSystem !== null) {
    facts.push([
      t('finding.monitor'),
      <Go key="monitor" to={paths.monitoring(aiSystem.id)}>
        {source.monitorKey}
      </Go>,
    ])
  }
  facts.push([t('findings.action'), label('requiredAction', finding.requiredAction)])
  facts.push([t('findings.owner'), finding.owner?.name ?? t('findings.noOwner')])
  facts.push([t('findings.due'), formatTime(finding.dueAt)])
  const by = { name: finding.openedBy.name, at: formatTime(finding.openedAt) }
  facts.push([t('finding.openedAt'), t('finding.openedBy', by)])
  return facts
}

function sourceWords(source: Finding['source']): string {
  const kind = label('findingSource', source.type)
  return 'reference' in source ? `${kind}: ${source.reference}` : kind
}
