import { Stack, Text } from '@mantine/core'
import { plural, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Go } from '../../ui/Go.tsx'
import type { DutyState } from './duty-state.ts'
import { filterOverview, groupByLaw, isOnlyExempt } from './overview.ts'
import { OverviewGroup } from './OverviewGroup.tsx'
import type { OverviewItem } from './queries.ts'

/** More than these are folded under their law at first, so that the page stays one look. */
const shownAtFirst = 30

/** Every requirement under its law, with how many AI systems have it in each status. */
export function OverviewView(props: { state: DutyState; items: readonly OverviewItem[] }) {
  const { state, items } = props
  const shown = filterOverview(items, state)
  const groups = groupByLaw(shown)
  const exempt = items.filter(isOnlyExempt).length
  return (
    <Stack gap="md">
      {shown.length === 0 ? (
        <EmptyNote title={t('duties.noneFiltered')} text={t('duties.noneFilteredText')} />
      ) : null}
      <Stack gap="xs">
        {groups.map((group) => (
          // Another filter leaves other requirements, which fold by their own number.
          <OverviewGroup
            key={`${group.id} ${shown.length}`}
            group={group}
            folded={shown.length > shownAtFirst && groups.length > 1}
          />
        ))}
      </Stack>
      {exempt === 0 || state.status === 'exempt' ? null : (
        <Text size="sm" c="dimmed">
          {plural(exempt, 'duties.onlyExempt.one', 'duties.onlyExempt.other')}{' '}
          <Go to={`${paths.obligations}?view=requirements&status=exempt`}>
            {t('duties.showExempt')}
          </Go>
        </Text>
      )}
    </Stack>
  )
}
