import { useQuery } from '@tanstack/react-query'
import { questionnaireQuery } from '../classifications/queries.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { usePathPart } from '../../lib/url-state.ts'
import { AssessmentForm } from './AssessmentForm.tsx'
import { assessmentQuery } from './queries.ts'

const questionnaireOf = {
  'organisational-risk': 'organisational-risk-assessment',
  'ai-impact': 'ai-impact-assessment',
}

export function AssessmentPage() {
  const assessmentId = usePathPart('assessmentId')
  const query = useQuery({ ...assessmentQuery(assessmentId), staleTime: Number.POSITIVE_INFINITY })
  const kind = query.data?.kind ?? 'ai-impact'
  const questionnaire = useQuery({
    ...questionnaireQuery(questionnaireOf[kind]),
    enabled: query.data !== undefined,
  })
  return (
    <Loaded query={query} height={420}>
      {(assessment) => (
        <Loaded query={questionnaire} height={420}>
          {(full) => <AssessmentForm key={assessment.id} assessment={assessment} full={full} />}
        </Loaded>
      )}
    </Loaded>
  )
}
