import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { plural, t } from '../../lib/messages/messages.ts'
import { Panel } from '../../ui/Panel.tsx'
import { changeGroups } from './change-groups.ts'
import { ChangeCard } from './ChangeCard.tsx'
import type { Change } from './ChangeCard.tsx'
import classes from './content-releases.module.css'

type Props = {
  changes: readonly Change[]
  /** nothing of it was here before */
  isNew: boolean
}

/** What a release asks otherwise, and folded below it what changes nothing that is asked. */
export function ChangesPanel({ changes, isNew }: Props) {
  if (!isNew) {
    return (
      <Panel title={t('contentChanges.title')} about={t('contentChanges.about')}>
        <Changes changes={changes} />
      </Panel>
    )
  }
  // A step that was kept before texts were kept says nothing of what was new.
  if (changes.length === 0) {
    return (
      <Panel title={t('contentChanges.newTitle')}>
        <Text>{t('contentChanges.notKept')}</Text>
      </Panel>
    )
  }
  return (
    <Panel title={t('contentChanges.newTitle')} about={t('contentChanges.newAbout')}>
      <Changes changes={changes} />
    </Panel>
  )
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const { matter, aside } = changeGroups(changes)
  return (
    <>
      {matter.length === 0 ? (
        <Text>{t('contentChanges.none')}</Text>
      ) : (
        <ChangeList changes={matter} open={matter.length <= openAtFirst} />
      )}
      {aside.length === 0 ? null : (
        <details className={classes['fold'] ?? ''}>
          <summary>
            {plural(aside.length, 'contentChanges.aside.one', 'contentChanges.aside.other')}
          </summary>
          <ChangeList changes={aside} open={false} />
        </details>
      )}
    </>
  )
}

/** A few are read at once; of many, each is opened by itself. */
const openAtFirst = 6
const mostAtFirst = 40

function ChangeList({ changes, open }: { changes: readonly Change[]; open: boolean }) {
  const [all, setAll] = useState(false)
  const shown = all ? changes : changes.slice(0, mostAtFirst)
  return (
    <>
      <ul className={classes['list']}>
        {shown.map((change) => (
          <ChangeCard key={`${change.kind} ${change.id}`} change={change} open={open} />
        ))}
      </ul>
      {shown.length === changes.length ? null : (
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: 'start' }}
          onClick={() => setAll(true)}
        >
          {t('contentChanges.all', { count: changes.length })}
        </Button>
      )}
    </>
  )
}
