import { Group, Text } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { asProblem } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { FreshnessTag } from '../evidence/EvidenceTags.tsx'
import { linkedEvidenceQuery } from './queries.ts'
import type { Line } from './queries.ts'

/** What is linked to the requirement itself, or to the controls that speak for it. */
export function LineEvidence({ line }: { line: Line }) {
  const controlIds = [...new Set(line.controls.map(({ id }) => id))]
  const queries = useQueries({
    queries: [
      linkedEvidenceQuery('requirement', line.requirementId),
      ...controlIds.map((id) => linkedEvidenceQuery('control', id)),
    ],
  })
  const failed = queries.find(({ isError }) => isError)
  if (failed !== undefined) return <ProblemAlert problem={asProblem(failed.error)} />
  if (queries.some(({ data }) => data === undefined)) {
    return (
      <Text size="sm" c="dimmed" aria-busy="true">
        {t('common.loading')}
      </Text>
    )
  }
  const all = queries.flatMap(({ data }) => data?.items ?? [])
  const each = [...new Map(all.map((item) => [item.id, item])).values()]
  if (each.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('statement.noEvidence')}
      </Text>
    )
  }
  return each.map(({ id, title, freshness }) => (
    <Group key={id} gap="xs">
      <Go to={paths.evidenceItem(id)} size="sm">
        {title}
      </Go>
      <FreshnessTag state={freshness.state} />
    </Group>
  ))
}
