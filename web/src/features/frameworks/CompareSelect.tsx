import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { groupFrameworks } from './framework-list.ts'
import { readFrameworkState } from './framework-state.ts'
import { frameworksQuery } from './queries.ts'

/** The other framework; once chosen it holds for the whole page, and stands in its address. */
export function CompareSelect({ id }: { id: string }) {
  const [{ compare }, change] = useUrlState(readFrameworkState)
  const list = useQuery(frameworksQuery)
  const others = (list.data?.items ?? []).filter((each) => each.id !== id)
  return (
    <Select
      aria-label={t('crosswalk.with')}
      placeholder={t('crosswalk.choose')}
      searchable
      clearable
      w="100%"
      maw={420}
      data={groupFrameworks(others).map(({ kind, items }) => ({
        group: t(`frameworks.kind.${kind}`),
        items: items.map((each) => ({ value: each.id, label: each.title })),
      }))}
      value={compare ?? null}
      onChange={(next) => change({ compare: next, words: undefined })}
    />
  )
}
