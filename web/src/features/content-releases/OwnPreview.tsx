import { List, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Part } from '../../ui/Part.tsx'
import { stepWords } from './adoption-columns.tsx'
import { ChangesPanel } from './ChangesPanel.tsx'
import classes from './content-releases.module.css'
import { LawChangesPanel } from './LawChangesPanel.tsx'
import type { OwnImport } from './queries.ts'
import { TouchedPanel } from './TouchedPanel.tsx'

/** What a file says, and what that would change, before anything of it is kept. */
export function OwnPreview({ found, action }: { found: OwnImport; action: ReactNode }) {
  const { id, title, warnings, releases } = found
  const law = releases.flatMap((release) => release.law)
  const isNew = releases.every(({ from }) => from === null)
  return (
    <>
      <Panel title={t('ownFramework.says')} about={`${id}: ${title}`} action={action}>
        <dl className={classes['figures']}>
          {(['requirements', 'mappings', 'rules'] as const).map((name) => (
            <div key={name}>
              <dt>{t(`ownFramework.${name}`)}</dt>
              <dd>{found[name]}</dd>
            </div>
          ))}
        </dl>
        {isNew ? <Text>{t('ownFramework.isNew')}</Text> : null}
        {warnings.length === 0 ? null : (
          <Part title={t('ownFramework.warnings')}>
            <List size="sm" spacing={4}>
              {warnings.map((warning) => (
                <List.Item key={warning}>{warning}</List.Item>
              ))}
            </List>
          </Part>
        )}
      </Panel>
      {releases.map((release) => (
        <Stack key={release.kind} gap="sm" component="section">
          <Title order={2}>
            {t(`ownFramework.step.${release.kind}`, { step: stepWords(release) })}
          </Title>
          <ChangesPanel changes={release.changes} isNew={release.from === null} />
          {release.from === null ? null : <TouchedPanel touched={release.touched} taken={false} />}
        </Stack>
      ))}
      {law.length === 0 ? null : <LawChangesPanel law={law} />}
    </>
  )
}
