import { SimpleGrid } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { useSession } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { GoButton } from '../../ui/Go.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ExamplePanel } from './ExamplePanel.tsx'

/** After the set-up: look at an example, or begin with one's own. */
export function WelcomePage() {
  const { organization } = useSession()
  return (
    <>
      <PageHeader
        title={t('welcome.title', { organization: organization.name })}
        purpose={t('welcome.lead')}
        guide="ai-systems"
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <ExamplePanel />
        <Panel title={t('welcome.emptyTitle')} about={t('welcome.emptyText')}>
          <GoButton to={paths.aiSystems} variant="default" style={{ alignSelf: 'flex-start' }}>
            {t('welcome.emptyStart')}
          </GoButton>
        </Panel>
      </SimpleGrid>
    </>
  )
}
