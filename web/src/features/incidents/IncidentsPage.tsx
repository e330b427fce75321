import { t } from '../../lib/messages/messages.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { IncidentList } from './IncidentList.tsx'

export function IncidentsPage() {
  return (
    <>
      <PageHeader title={t('incidents.title')} purpose={t('incidents.purpose')} guide="incidents" />
      <IncidentList />
    </>
  )
}
