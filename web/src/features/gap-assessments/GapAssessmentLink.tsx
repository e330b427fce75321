import { useQuery } from '@tanstack/react-query'
import { gapAssessmentsQuery } from './queries.ts'
import { OpenGapAction } from './OpenGapAction.tsx'

/** From the coverage of a framework to its gap assessment; where that cannot be told, no way. */
export function GapAssessmentLink({ framework }: { framework: string }) {
  const { data } = useQuery(gapAssessmentsQuery)
  return data === undefined ? null : (
    <OpenGapAction framework={framework} assessments={data.items} />
  )
}
