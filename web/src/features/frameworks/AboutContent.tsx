import { List, Stack } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { Panel } from '../../ui/Panel.tsx'
import { withDays } from './framework-words.ts'
import type { Framework } from './queries.ts'
import { SourceList } from './SourceList.tsx'

/** Notes and sources of the whole framework, while no requirement is chosen. */
export function AboutContent({ framework }: { framework: Framework }) {
  const { notes, sources, source } = framework
  return (
    <Stack gap="md">
      {notes.length === 0 ? null : (
        <Panel title={t('framework.notesTitle')}>
          <List size="sm" spacing={6} className="measure">
            {notes.map((note) => (
              <List.Item key={note}>{withDays(note)}</List.Item>
            ))}
          </List>
        </Panel>
      )}
      <Panel title={t('framework.sourcesTitle')} about={t('framework.sourcesAbout')}>
        <SourceList sources={sources.filter(({ key }) => source.includes(key))} />
      </Panel>
    </Stack>
  )
}
