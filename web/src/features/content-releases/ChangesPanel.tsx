import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { plural, t } from '../../lib/messages/messages.ts'
import { Panel } from '../../ui/Panel.tsx'
import { changeGroups } from './change-groups.ts'
import { ChangeCard } from './ChangeCard.tsx'
import type { Change } from './ChangeCard.tsx'
import classes from './content-releases.module.css'

/** What a release asks otherwise, and folded below it what changes nothing that is asked. */
export function ChangesPanel({ changes, isNew }: { changes: readonly Change[]; isNew: boolean }) {
  // Of what was not here before, nothing is compared.
  if (isNew && changes.length === 0) {
    return (
      <Panel title={t('contentChanges.newTitle')}>
        <Text>{t('contentChanges.newText')}</Text>
      </Panel>
    )
  }
  return <Changes changes={changes} />
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const { matter, aside } = changeGroups(changes)
  return (
    <Panel title={t('contentChanges.title')} about={t('contentChanges.about')}>
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
    </Panel>
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
