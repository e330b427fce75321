import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PagedTable } from '../../ui/PagedTable.tsx'
import { adoptionColumns } from './adoption-columns.tsx'
import { adoptionsQuery } from './queries.ts'
import type { Pack } from './queries.ts'

type Props = {
  /** only the steps of this one */
  of?: Pick<Pack, 'kind' | 'id'>
  cursor: string | undefined
  onCursor: (cursor: string | undefined) => void
}

/** Every step from one release to the next, newest first. */
export function AdoptionList({ of, cursor, onCursor }: Props) {
  const query = useQuery({
    ...adoptionsQuery({ kind: of?.kind, pack: of?.id, cursor }),
    placeholderData: keepPreviousData,
  })
  const columns =
    of === undefined ? adoptionColumns : adoptionColumns.filter((c) => c.id !== 'pack')
  return (
    <Loaded query={query} height={180}>
      {(page) => (
        <PagedTable
          caption={t('contentHistory.caption')}
          columns={columns}
          keyOf={({ id }) => id}
          openPath={({ id }) => paths.contentStep(id)}
          page={page}
          cursor={cursor}
          onCursor={onCursor}
          empty={
            <EmptyNote
              title={t('contentHistory.emptyTitle')}
              text={t('contentHistory.emptyText')}
            />
          }
        />
      )}
    </Loaded>
  )
}
