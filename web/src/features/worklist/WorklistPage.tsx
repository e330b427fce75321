import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { GoButton } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { worklistQuery } from './queries.ts'
import { WorklistRow } from './WorklistRow.tsx'

const urgencies = ['now', 'soon', 'later'] as const

/** Home: what waits for this person, by urgency, each with its one main action. */
export function WorklistPage() {
  const query = useQuery(worklistQuery)
  return (
    <>
      <PageHeader title={t('worklist.title')} purpose={t('worklist.purpose')} guide="worklist" />
      <Loaded query={query} height={280}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote title={t('worklist.emptyTitle')} text={t('worklist.emptyText')}>
              <GoButton to={paths.aiSystems} variant="light">
                {t('worklist.emptyAction')}
              </GoButton>
            </EmptyNote>
          ) : (
            <Stack gap="lg">
              {urgencies.map((urgency) => {
                const own = items.filter((item) => item.urgency === urgency)
                return own.length === 0 ? null : (
                  <Panel key={urgency} title={t(`worklist.${urgency}`)}>
                    {own.map((item) => (
                      <WorklistRow key={item.id} item={item} />
                    ))}
                  </Panel>
                )
              })}
            </Stack>
          )
        }
      </Loaded>
    </>
  )
}
