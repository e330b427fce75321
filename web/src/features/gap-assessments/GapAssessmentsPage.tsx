import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { gapColumns } from './gap-columns.tsx'
import { OpenGapDialog } from './OpenGapDialog.tsx'
import { gapAssessmentsQuery } from './queries.ts'

/** Every gap assessment: those that are open, and what was closed before. */
export function GapAssessmentsPage() {
  const query = useQuery(gapAssessmentsQuery)
  const refusal = useRefusal('gap-assessments.write')
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <PageHeader
        title={t('gapAssessments.title')}
        purpose={t('gapAssessments.purpose')}
        guide="gap-assessments"
        actions={
          query.data === undefined ? undefined : (
            <ActionButton refusal={refusal} onClick={open}>
              {t('gapAssessments.openOne')}
            </ActionButton>
          )
        }
      />
      <Loaded query={query} height={240}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <EmptyNote
                title={t('gapAssessments.emptyTitle')}
                text={t('gapAssessments.emptyText')}
              />
            ) : (
              <DataTable
                caption={t('gapAssessments.caption')}
                columns={gapColumns}
                rows={items}
                keyOf={({ id }) => id}
                openPath={({ id }) => paths.gapAssessment(id)}
              />
            )}
            {opened ? <OpenGapDialog assessments={items} onClose={close} /> : null}
          </>
        )}
      </Loaded>
    </>
  )
}
