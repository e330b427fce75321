import { SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useAiSystemId } from '../ai-systems/queries.ts'
import { AssessmentCard } from './AssessmentCard.tsx'
import { assessmentsQuery } from './queries.ts'

const kinds = ['organisational-risk', 'ai-impact'] as const

export function AssessmentsPanel() {
  const id = useAiSystemId()
  const query = useQuery(assessmentsQuery(id))
  return (
    <Panel title={t('assessments.title')} about={t('assessments.about')}>
      <Loaded query={query} height={160}>
        {({ items }) => (
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
            {kinds.map((kind) => (
              <AssessmentCard
                key={kind}
                aiSystemId={id}
                kind={kind}
                newest={items.find((each) => each.kind === kind)}
              />
            ))}
          </SimpleGrid>
        )}
      </Loaded>
    </Panel>
  )
}
