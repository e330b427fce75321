import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { GoAction } from '../../ui/GoAction.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import tabs from '../ai-systems/SystemTabs.module.css'
import { stayHere } from '../frameworks/stay-here.ts'
import { AdoptionList } from './AdoptionList.tsx'
import { packColumns } from './pack-columns.tsx'
import { findPacks, readPackState } from './pack-list.ts'
import { PackFilterBar } from './PackFilterBar.tsx'
import { packsQuery } from './queries.ts'
import type { Pack } from './queries.ts'
import { WaitingNote } from './WaitingNote.tsx'

/** Which releases of frameworks and crosswalks are in force, and which wait for a person. */
export function ContentReleasesPage() {
  const [{ view, cursor }, change] = useUrlState(readPackState)
  const query = useQuery(packsQuery)
  const refusal = useRefusal('content-packs.manage')
  return (
    <>
      <PageHeader
        title={t('contentReleases.title')}
        purpose={t('contentReleases.purpose')}
        guide="content-releases"
        actions={
          <GoAction variant="default" to={paths.addOwnFramework} refusal={refusal}>
            {t('ownFramework.add')}
          </GoAction>
        }
      />
      <Stack gap="md">
        <Tabs />
        {view === 'history' ? (
          <AdoptionList cursor={cursor} onCursor={(next) => change({ cursor: next })} />
        ) : (
          <Loaded query={query} height={420}>
            {({ items }) => <PackList packs={items} />}
          </Loaded>
        )}
      </Stack>
    </>
  )
}

function PackList({ packs }: { packs: Pack[] }) {
  const [state] = useUrlState(readPackState)
  const shown = findPacks(packs, state)
  return (
    <Stack gap="md">
      <WaitingNote packs={packs} />
      <PackFilterBar />
      {shown.length === 0 ? (
        <EmptyNote title={t('contentReleases.noneTitle')} text={t('contentReleases.noneText')} />
      ) : (
        <DataTable
          caption={t('contentReleases.caption')}
          columns={packColumns}
          rows={shown}
          keyOf={({ kind, id }) => `${kind} ${id}`}
          openPath={({ kind, id }) => paths.contentRelease(kind, id)}
        />
      )}
    </Stack>
  )
}

function Tabs() {
  const [{ view }, change] = useUrlState(readPackState)
  const views = [
    { to: undefined, href: paths.contentReleases, title: t('contentReleases.view.packs') },
    {
      to: 'history' as const,
      href: `${paths.contentReleases}?view=history`,
      title: t('contentReleases.view.history'),
    },
  ]
  return (
    <nav aria-label={t('contentReleases.views')} className={tabs['tabs']}>
      <ul>
        {views.map(({ to, href, title }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={view === to ? 'page' : undefined}
              onClick={stayHere(() => change({ view: to, cursor: undefined }))}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
