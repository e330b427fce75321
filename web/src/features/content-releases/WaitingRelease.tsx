import { Alert, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { changeGroups, touchedCounts } from './change-groups.ts'
import { ChangesPanel } from './ChangesPanel.tsx'
import classes from './content-releases.module.css'
import { LawChangesPanel } from './LawChangesPanel.tsx'
import { releaseQuery } from './queries.ts'
import type { Pack, Release } from './queries.ts'
import { TakeReleaseAction } from './TakeReleaseAction.tsx'
import { TouchedPanel } from './TouchedPanel.tsx'

/** What waits of a pack: what it changes, what that touches, and the way to take it. */
export function WaitingRelease({ pack }: { pack: Pack }) {
  if (pack.waiting === null) {
    const text = pack.origin === 'own' ? 'ownFramework.nothingText' : 'contentRelease.nothingText'
    return <EmptyNote title={t('contentRelease.nothingTitle')} text={t(text)} />
  }
  if (pack.origin === 'own') return <Text>{t('contentRelease.programBeside')}</Text>
  return <Waiting pack={pack} digest={pack.waiting.digest} />
}

function Waiting({ pack, digest }: { pack: Pack; digest: string }) {
  const query = useQuery(releaseQuery(pack, digest))
  // The reason that was written for what no longer waits.
  const [written, setWritten] = useState<string | null>(null)
  return (
    <Stack gap="lg">
      {written === null ? null : (
        <Alert
          role="alert"
          color="orange"
          variant="outline"
          icon={<Icon name="warning" size={18} />}
          title={t('contentRelease.otherTitle')}
          styles={{
            label: { color: 'var(--tone-warning)' },
            icon: { color: 'var(--tone-warning)' },
          }}
        >
          {t('contentRelease.otherText')}
        </Alert>
      )}
      <Loaded query={query} height={420}>
        {(release) => (
          <>
            <Head release={release} off={pack.switchedOff !== null}>
              <TakeReleaseAction
                key={written}
                release={release}
                reason={written ?? ''}
                onOther={setWritten}
              />
            </Head>
            <ChangesPanel changes={release.changes} isNew={release.from === null} />
            <TouchedPanel touched={release.touched} taken={false} />
            {release.kind === 'framework' && pack.switchedOff === null ? (
              <LawChangesPanel law={release.law} />
            ) : null}
          </>
        )}
      </Loaded>
    </Stack>
  )
}

type HeadProps = { release: Release; off: boolean; children: ReactNode }

function Head({ release, off, children }: HeadProps) {
  const { from, to, changes, touched, law } = release
  const { matter, aside } = changeGroups(changes)
  const figures: [string, number][] = [
    ...((from === null
      ? [[t('contentRelease.entries'), changes.length]]
      : [
          [t('contentRelease.matter'), matter.length],
          [t('contentRelease.aside'), aside.length],
        ]) satisfies [string, number][]),
    [
      t('contentRelease.touched'),
      touchedCounts(touched).reduce((sum, { count }) => sum + count, 0),
    ],
    ...(release.kind === 'framework'
      ? [[t('contentRelease.obligations'), law.length] satisfies [string, number]]
      : []),
  ]
  return (
    <Panel
      title={t('contentRelease.waitsTitle', { release: to.release })}
      about={
        from === null
          ? t('contentRelease.newHere')
          : t('contentRelease.fromTo', { from: from.release, to: to.release })
      }
      action={children}
    >
      {off ? <Text>{t('contentRelease.whileOff')}</Text> : null}
      <dl className={classes['figures']} aria-label={t('contentRelease.figures')}>
        {figures.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
