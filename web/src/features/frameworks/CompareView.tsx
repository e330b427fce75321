import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { CompareSelect } from './CompareSelect.tsx'
import { crosswalkRows, distantRows } from './crosswalk-rows.ts'
import { CrosswalkTable } from './CrosswalkTable.tsx'
import { DistantTable } from './DistantTable.tsx'
import { readFrameworkState } from './framework-state.ts'
import { crosswalkQuery, frameworkQuery } from './queries.ts'
import type { Framework } from './queries.ts'

/** How the requirements of this framework lie to those of another one. */
export function CompareView({ framework }: { framework: Framework }) {
  const [{ compare, words }, change] = useUrlState(readFrameworkState)
  const chosen = compare !== undefined && compare !== framework.id
  return (
    <Stack gap="sm">
      <Text c="dimmed" className="measure">
        {t('crosswalk.about')}
      </Text>
      <Group gap="xs">
        <CompareSelect id={framework.id} />
        {chosen ? (
          <SearchField
            label={t('crosswalk.search')}
            value={words}
            onSearch={(next) => change({ words: next })}
          />
        ) : null}
      </Group>
      {chosen ? (
        <Comparison key={compare} framework={framework} to={compare} words={words ?? ''} />
      ) : (
        <EmptyNote title={t('crosswalk.chooseTitle')} text={t('crosswalk.chooseText')} />
      )}
    </Stack>
  )
}

type Props = { framework: Framework; to: string; words: string }

function Comparison({ framework, to, words }: Props) {
  const crosswalk = useQuery(crosswalkQuery(framework.id, to))
  const other = useQuery(frameworkQuery(to))
  const named = [framework.id, to] as const
  return (
    <Loaded query={crosswalk} height={320}>
      {(found) => (
        <Loaded query={other} height={320}>
          {(target) => {
            const rows = crosswalkRows(found, framework, target)
            if (rows.length > 0) return <CrosswalkTable rows={rows} words={words} named={named} />
            const distant = distantRows(found, framework, target)
            return distant.length > 0 ? (
              <DistantTable rows={distant} words={words} named={named} />
            ) : (
              <EmptyNote
                title={t('crosswalk.emptyTitle')}
                text={t('crosswalk.emptyText', { from: framework.id, to })}
              />
            )
          }}
        </Loaded>
      )}
    </Loaded>
  )
}
