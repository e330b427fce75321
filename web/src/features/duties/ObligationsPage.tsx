import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { DerivingNote } from './DerivingNote.tsx'
import { readDutyState } from './duty-state.ts'
import { DutyFilterBar } from './DutyFilterBar.tsx'
import { DutyListView } from './DutyListView.tsx'
import { DutyViews } from './DutyViews.tsx'
import { NoDuties } from './NoDuties.tsx'
import { OverviewFigures } from './OverviewFigures.tsx'
import { OverviewView } from './OverviewView.tsx'
import { overviewQuery } from './queries.ts'

/** What the law asks of the organization: law by law, or each duty with who sees to it. */
export function ObligationsPage() {
  const query = useQuery(overviewQuery)
  const [state] = useUrlState(readDutyState)
  const { view, ...filters } = state
  return (
    <>
      <PageHeader title={t('duties.title')} purpose={t('duties.purpose')} guide="obligations" />
      <Loaded query={query} height={420}>
        {({ items, deriving, notice }) => (
          <Stack gap="md">
            <DerivingNote deriving={deriving} />
            {items.length === 0 ? (
              <NoDuties />
            ) : (
              <>
                <OverviewFigures items={items} />
                <DutyViews view={view} />
                <DutyFilterBar state={state} items={items} />
                {view === 'duties' ? (
                  <DutyListView filters={filters} />
                ) : (
                  <OverviewView state={state} items={items} />
                )}
              </>
            )}
            <Text size="sm" c="dimmed" className="measure">
              {notice}
            </Text>
          </Stack>
        )}
      </Loaded>
    </>
  )
}
