import { Button, Group, Stack } from '@mantine/core'
import { useDisclosure, useLocalStorage } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ColumnChoice } from '../../ui/ColumnChoice.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { FilterChips } from '../../ui/FilterChips.tsx'
import { GoAction } from '../../ui/GoAction.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { aiSystemColumns } from './columns.tsx'
import { FilterBar } from './FilterBar.tsx'
import { activeFilters, readFilters } from './filters.ts'
import { ImportDialog } from './ImportDialog.tsx'
import { aiSystemsQuery, exportPath } from './queries.ts'

export function AiSystemsPage() {
  const [filters, change] = useUrlState(readFilters)
  const [hidden, setHidden] = useLocalStorage<string[]>({
    key: 'primum-ai-systems-hidden-columns',
    defaultValue: ['vendor', 'kind'],
  })
  const [importing, dialog] = useDisclosure(false)
  const query = useQuery({ ...aiSystemsQuery(filters), placeholderData: keepPreviousData })
  const refusal = useRefusal('ai-systems.register')
  const narrow = (next: Partial<Record<keyof typeof filters, unknown>>) =>
    change({ ...next, cursor: undefined })
  const active = activeFilters(filters)
  return (
    <>
      <PageHeader
        title={t('aiSystems.title')}
        purpose={t('aiSystems.purpose')}
        guide="ai-systems"
        actions={
          <>
            <ActionButton
              variant="default"
              leftSection={<Icon name="upload" />}
              refusal={refusal}
              onClick={dialog.open}
            >
              {t('aiSystems.import')}
            </ActionButton>
            <GoAction
              to={paths.registerAiSystem}
              refusal={refusal}
              leftSection={<Icon name="plus" />}
            >
              {t('aiSystems.register')}
            </GoAction>
          </>
        }
      />
      <Stack gap="sm">
        <Group gap="sm" align="flex-end">
          <FilterBar filters={filters} onChange={narrow} />
          <Group gap="xs" ml="auto">
            <ColumnChoice columns={aiSystemColumns} hidden={hidden} onChange={setHidden} />
            <Button
              component="a"
              href={exportPath(filters)}
              download
              variant="default"
              leftSection={<Icon name="download" />}
            >
              {t('aiSystems.export')}
            </Button>
          </Group>
        </Group>
        <FilterChips filters={active} onRemove={(name) => narrow({ [name]: undefined })} />
        <Loaded query={query} height={360}>
          {(page) =>
            page.items.length === 0 ? (
              <NoSystems filtered={active.length > 0} refusal={refusal} />
            ) : (
              <>
                <DataTable
                  caption={t('aiSystems.caption')}
                  columns={aiSystemColumns}
                  rows={page.items}
                  keyOf={({ id }) => id}
                  openPath={({ id }) => paths.aiSystem(id)}
                  sort={filters.sort ?? 'name'}
                  onSort={(sort) => narrow({ sort })}
                  hidden={hidden}
                />
                <Pager
                  shown={page.items.length}
                  later={filters.cursor !== undefined}
                  nextCursor={page.nextCursor}
                  onFirst={() => change({ cursor: undefined })}
                  onNext={(cursor) => change({ cursor })}
                />
              </>
            )
          }
        </Loaded>
      </Stack>
      <ImportDialog opened={importing} onClose={dialog.close} />
    </>
  )
}

function NoSystems({ filtered, refusal }: { filtered: boolean; refusal: string | null }) {
  if (filtered) {
    return <EmptyNote title={t('aiSystems.noneTitle')} text={t('aiSystems.noneText')} />
  }
  return (
    <EmptyNote title={t('aiSystems.emptyTitle')} text={t('aiSystems.emptyText')}>
      <GoAction to={paths.registerAiSystem} refusal={refusal} variant="light">
        {t('aiSystems.register')}
      </GoAction>
    </EmptyNote>
  )
}
