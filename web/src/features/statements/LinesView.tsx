import { Group, Select, Stack, Text } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { FilterChips } from '../../ui/FilterChips.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { LineDialog } from './LineDialog.tsx'
import { LineList } from './LineList.tsx'
import type { Statement } from './queries.ts'
import { filterLines, groupLines, lineFilters } from './statement-lines.ts'
import { readStatementState } from './statement-state.ts'

/** Every control of the standard under its objective, and the one that is being decided on. */
export function LinesView({ statement }: { statement: Statement }) {
  const [{ search, show, control }, change] = useUrlState(readStatementState)
  const role = useRefusal('statements.write')
  const shown = filterLines(statement.lines, { search, show })
  const chosen = statement.lines.find(({ requirementId }) => requirementId === control)
  const active = [
    ...(search === undefined ? [] : [{ name: 'search', title: t('table.search'), value: search }]),
    ...(show === undefined
      ? []
      : [{ name: 'show', title: t('statement.show'), value: t(`statement.show.${show}`) }]),
  ]
  return (
    <Stack gap="md">
      <Group gap="xs">
        <SearchField
          label={t('statement.search')}
          value={search}
          onSearch={(words) => change({ search: words })}
        />
        <Select
          aria-label={t('statement.show')}
          placeholder={t('statement.showAll')}
          clearable
          w={190}
          data={lineFilters.map((value) => ({ value, label: t(`statement.show.${value}`) }))}
          value={show ?? null}
          onChange={(value) => change({ show: value })}
        />
        <Text size="sm" c="dimmed" component="output">
          {t('statement.shown', { count: shown.length, all: statement.lines.length })}
        </Text>
      </Group>
      <FilterChips filters={active} onRemove={(name) => change({ [name]: undefined })} />
      {shown.length === 0 ? (
        <EmptyNote title={t('statement.noneTitle')} text={t('statement.noneText')} />
      ) : null}
      {groupLines(shown).map((group) => (
        <LineList
          key={group.number}
          group={group}
          editable={role === null && statement.signedAt === null}
          onOpen={(requirementId) => change({ control: requirementId })}
        />
      ))}
      {chosen === undefined ? null : (
        <LineDialog
          key={chosen.requirementId}
          statement={statement}
          line={chosen}
          editable={role === null && statement.signedAt === null}
          onGo={(requirementId) => change({ control: requirementId })}
        />
      )}
    </Stack>
  )
}
