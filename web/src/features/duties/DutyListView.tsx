import { Stack } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PagedTable } from '../../ui/PagedTable.tsx'
import { AssignBar } from './AssignBar.tsx'
import { choiceColumn, dutyColumns } from './duty-columns.tsx'
import { readDutyState } from './duty-state.ts'
import type { DutyState } from './duty-state.ts'
import { dutiesQuery } from './queries.ts'
import type { DutySummary } from './queries.ts'

/** Duties, what is due first first; several can be chosen, on several pages, and assigned. */
export function DutyListView({ filters }: { filters: Omit<DutyState, 'view'> }) {
  const [, change] = useUrlState(readDutyState)
  const query = useQuery({ ...dutiesQuery(filters), placeholderData: keepPreviousData })
  const [chosen, setChosen] = useState<ReadonlyMap<string, DutySummary>>(new Map())
  const editable = useRefusal('duties.manage') === null
  const choose = (duties: readonly DutySummary[], add: boolean) =>
    setChosen((before) => {
      const next = new Map(before)
      for (const duty of duties) {
        if (add) next.set(duty.id, duty)
        else next.delete(duty.id)
      }
      return next
    })
  const columns = editable
    ? [choiceColumn(chosen, (duty, add) => choose([duty], add)), ...dutyColumns]
    : dutyColumns
  return (
    <Loaded query={query} height={280}>
      {(page) => (
        <Stack gap="sm">
          {editable ? (
            <AssignBar
              shown={page.items}
              chosen={[...chosen.values()]}
              onChoose={(duties) => choose(duties, true)}
              onClear={() => setChosen(new Map())}
            />
          ) : null}
          <PagedTable
            caption={t('duties.caption')}
            columns={columns}
            keyOf={({ id }) => id}
            openPath={({ id }) => paths.duty(id)}
            page={page}
            cursor={filters.cursor}
            onCursor={(cursor) => change({ view: 'duties', cursor })}
            empty={
              <EmptyNote title={t('duties.noneFiltered')} text={t('duties.noneFilteredText')} />
            }
          />
        </Stack>
      )}
    </Loaded>
  )
}
