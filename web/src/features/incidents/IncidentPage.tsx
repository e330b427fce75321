import { SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { usePathPart } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Evidence } from './Evidence.tsx'
import { IncidentForm } from './IncidentForm.tsx'
import { SeverityTag, StatusTag } from './IncidentTags.tsx'
import { incidentQuery } from './queries.ts'

export function IncidentPage() {
  const incidentId = usePathPart('incidentId')
  const query = useQuery(incidentQuery(incidentId))
  return (
    <Loaded query={query} height={400} heading={t('incidents.incident')}>
      {(incident) => (
        <>
          <PageHeader
            title={`${t('incident.title', { number: incident.number })}: ${incident.title}`}
            purpose={t('incident.purpose')}
            guide="incidents"
            crumbs={[
              { title: t('incidents.title'), to: paths.incidents },
              { title: incident.aiSystem.name, to: paths.systemIncidents(incident.aiSystem.id) },
            ]}
            badges={
              <>
                <SeverityTag severity={incident.severity} />
                <StatusTag status={incident.status} />
                {incident.aiSystem.synthetic ? (
                  <Tag tone="info" icon="flask">
                    {t('common.synthetic')}
                  </Tag>
                ) : null}
              </>
            }
          />
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
            <Stack gap="lg">
              <Panel title={t('incident.what')}>
                <Text className="prewrap">{incident.description}</Text>
                <Facts
                  facts={[
                    [
                      t('incidents.system'),
                      <Go key="system" to={paths.aiSystem(incident.aiSystem.id)}>
                        {incident.aiSystem.name}
                      </Go>,
                    ],
                    ...(incident.version === null
                      ? []
                      : [
                          [
                            t('incident.version'),
                            <Go
                              key="version"
                              to={paths.version(incident.aiSystem.id, incident.version.id)}
                            >
                              {incident.version.label}
                            </Go>,
                          ] as [string, React.ReactNode],
                        ]),
                    [
                      t('incidents.opened'),
                      t('incident.openedBy', {
                        name: incident.openedBy.name,
                        at: formatTime(incident.openedAt),
                      }),
                    ],
                    [t('incidents.due'), formatTime(incident.dueAt)],
                  ]}
                />
              </Panel>
              <Evidence evidence={incident.evidence} />
            </Stack>
            <IncidentForm key={incident.revision} incident={incident} />
          </SimpleGrid>
        </>
      )}
    </Loaded>
  )
}
