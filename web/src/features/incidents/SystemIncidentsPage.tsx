import { Group, Stack, Title } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { GoAction } from '../../ui/GoAction.tsx'
import { useAiSystemId } from '../ai-systems/queries.ts'
import { IncidentList } from './IncidentList.tsx'

export function SystemIncidentsPage() {
  const id = useAiSystemId()
  const refusal = useRefusal('incidents.open')
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2}>{t('incidents.title')}</Title>
        <GoAction to={paths.openIncident(id)} refusal={refusal}>
          {t('incidents.open')}
        </GoAction>
      </Group>
      <IncidentList aiSystemId={id} />
    </Stack>
  )
}
