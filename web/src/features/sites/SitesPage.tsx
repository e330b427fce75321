import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '@primum/client'
import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { SettingsFrame } from '../organizations/SettingsFrame.tsx'
import { sitesQuery } from './queries.ts'
import { SiteForm } from './SiteForm.tsx'

const columns: Column<Schemas['Site']>[] = [
  { id: 'name', header: t('settings.sites.name'), cell: ({ name }) => name },
  {
    id: 'code',
    header: t('settings.sites.code'),
    cell: ({ code }) => <span className="mono">{code}</span>,
  },
  {
    id: 'place',
    header: t('settings.sites.place'),
    cell: ({ country, state }) => [state, country].filter((each) => each !== null).join(', '),
  },
  {
    id: 'since',
    header: t('settings.organization.since'),
    cell: ({ createdAt }) => formatDay(createdAt),
  },
]

export function SitesPage() {
  const query = useQuery(sitesQuery)
  const refusal = useRefusal('organizations.manage')
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <SettingsFrame
      title={t('settings.sites.title')}
      purpose={t('settings.sites.purpose')}
      actions={
        <ActionButton refusal={refusal} onClick={open}>
          {t('settings.sites.add')}
        </ActionButton>
      }
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote
              title={t('settings.sites.emptyTitle')}
              text={t('settings.sites.emptyText')}
            />
          ) : (
            <DataTable
              caption={t('settings.sites.caption')}
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
            />
          )
        }
      </Loaded>
      <SiteForm opened={opened} onClose={close} />
    </SettingsFrame>
  )
}
