import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { OpenStatementAction } from './OpenStatementAction.tsx'
import { signaturesQuery, statementsQuery } from './queries.ts'
import { statementColumns } from './statement-columns.tsx'

/** Every statement of applicability: the draft, and what was signed before it. */
export function StatementsPage() {
  const query = useQuery(statementsQuery)
  const signatures = useQuery(signaturesQuery)
  const signedBy = new Map(
    signatures.data?.items.map(({ subject, actor }) => [subject.id, actor.name]),
  )
  return (
    <>
      <PageHeader
        title={t('statements.title')}
        purpose={t('statements.purpose')}
        guide="statements"
        actions={
          query.data === undefined ? undefined : (
            <OpenStatementAction statements={query.data.items} />
          )
        }
      />
      <Loaded query={query} height={240}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote title={t('statements.emptyTitle')} text={t('statements.emptyText')} />
          ) : (
            <DataTable
              caption={t('statements.caption')}
              columns={statementColumns}
              rows={items.map((each) => ({ ...each, signedBy: signedBy.get(each.id) ?? null }))}
              keyOf={({ id }) => id}
              openPath={({ id }) => paths.statement(id)}
            />
          )
        }
      </Loaded>
    </>
  )
}
