import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { FactForm } from './FactForm.tsx'
import { FactList } from './FactList.tsx'
import { organizationFactsQuery, stateOrganizationFacts } from './queries.ts'

/** Facts that are said once, and hold for every system. */
export function OrganizationFacts() {
  const query = useQuery(organizationFactsQuery)
  const refusal = useRefusal('law-facts.state-organization')
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <Loaded query={query}>
      {({ items }) => (
        <Panel
          title={t('law.organizationFacts')}
          about={t('law.organizationFactsAbout')}
          action={
            <Button variant="default" onClick={open}>
              {t('law.changeFacts')}
            </Button>
          }
        >
          <FactList facts={items} />
          <FactForm
            opened={opened}
            onClose={close}
            facts={items}
            refusal={refusal}
            save={stateOrganizationFacts}
          />
        </Panel>
      )}
    </Loaded>
  )
}
