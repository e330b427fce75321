import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { usePathPart, useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { AdoptionList } from './AdoptionList.tsx'
import { readPackState } from './pack-list.ts'
import { OwnActions } from './OwnActions.tsx'
import { PackFacts } from './PackFacts.tsx'
import { PackTags } from './PackTags.tsx'
import { packsQuery } from './queries.ts'
import type { Pack } from './queries.ts'
import { SwitchAction } from './SwitchAction.tsx'
import { WaitingRelease } from './WaitingRelease.tsx'

const crumbs = [{ title: t('contentReleases.title'), to: paths.contentReleases }]

/** One framework or crosswalk: what waits of it, what is in force, and how it came to that. */
export function ContentReleasePage() {
  const kind = usePathPart('kind')
  const id = usePathPart('packId')
  const query = useQuery(packsQuery)
  return (
    <Loaded query={query} height={480} heading={t('contentRelease.pack')}>
      {({ items }) => {
        const pack = items.find((each) => each.kind === kind && each.id === id)
        return pack === undefined ? <Unknown id={id} /> : <Found pack={pack} />
      }}
    </Loaded>
  )
}

function Found({ pack }: { pack: Pack }) {
  const [{ cursor }, change] = useUrlState(readPackState)
  return (
    <>
      <PageHeader
        title={pack.title}
        purpose={t('contentRelease.purpose')}
        guide="content-releases"
        crumbs={crumbs}
        badges={<PackTags pack={pack} />}
        actions={
          <>
            {pack.origin === 'own' && pack.kind === 'framework' ? <OwnActions pack={pack} /> : null}
            <SwitchAction pack={pack} />
          </>
        }
      />
      <Stack gap="lg">
        <WaitingRelease pack={pack} />
        <PackFacts pack={pack} />
        <Panel title={t('contentHistory.title')}>
          <AdoptionList of={pack} cursor={cursor} onCursor={(next) => change({ cursor: next })} />
        </Panel>
      </Stack>
    </>
  )
}

function Unknown({ id }: { id: string }) {
  return (
    <>
      <PageHeader
        title={id}
        purpose={t('contentRelease.purpose')}
        guide="content-releases"
        crumbs={crumbs}
      />
      <EmptyNote title={t('contentRelease.unknownTitle')} text={t('contentRelease.unknownText')} />
    </>
  )
}
