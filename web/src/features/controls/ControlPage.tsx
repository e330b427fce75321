import { SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { usePathPart } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ControlActions } from './ControlActions.tsx'
import { ControlEvidence } from './ControlEvidence.tsx'
import { ControlReaches } from './ControlReaches.tsx'
import { ControlRequirements } from './ControlRequirements.tsx'
import { ControlStatePanel } from './ControlStatePanel.tsx'
import { ControlStateTag } from './ControlTags.tsx'
import { ControlTests } from './ControlTests.tsx'
import { controlQuery } from './queries.ts'

export function ControlPage() {
  const query = useQuery(controlQuery(usePathPart('controlId')))
  return (
    <Loaded query={query} height={480} heading={t('controls.control')}>
      {(control) => (
        <>
          <PageHeader
            title={`${control.reference}: ${control.title}`}
            purpose={t('control.purpose')}
            guide="controls"
            crumbs={[{ title: t('controls.title'), to: paths.controls }]}
            badges={<ControlStateTag implementation={control.implementation} />}
            actions={control.retiredAt === null ? <ControlActions control={control} /> : null}
          />
          <Stack gap="lg">
            <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
              <Panel title={t('controls.description')}>
                <Text className="prewrap">{control.description}</Text>
              </Panel>
              <ControlStatePanel control={control} />
            </SimpleGrid>
            <ControlTests control={control} />
            <ControlEvidence {...control} />
            <ControlRequirements control={control} />
            <ControlReaches reaches={control.reaches} />
          </Stack>
        </>
      )}
    </Loaded>
  )
}
