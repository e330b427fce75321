import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { queryClient } from '../../lib/query-client.ts'
import { refresh } from '../../lib/refresh.ts'

export type GapAssessment = Schemas['GapAssessment']
export type GapAssessmentSummary = Schemas['GapAssessmentSummary']
export type GapLine = Schemas['GapLine']

export const gapAssessmentsQuery = queryOptions({
  queryKey: ['gap-assessments', 'list'],
  queryFn: () => dataOf(api.GET('/api/v1/gap-assessments')),
})

export function gapAssessmentQuery(id: string) {
  return queryOptions({
    queryKey: ['gap-assessments', id],
    queryFn: () => dataOf(api.GET('/api/v1/gap-assessments/{id}', { params: { path: { id } } })),
  })
}

export async function openGapAssessment(framework: string): Promise<GapAssessment> {
  const opened = await dataOf(api.POST('/api/v1/gap-assessments', { body: { framework } }))
  await refresh('gap-assessments', 'ledger')
  return opened
}

/** `revision` is that of the judgement which was seen: another one since is not overwritten. */
export function judgeRequirement(
  id: string,
  { requirementId, revision }: Pick<GapLine, 'requirementId' | 'revision'>,
  body: Schemas['JudgeRequirementRequest'],
): Promise<GapAssessment> {
  return dataOf(
    api.PUT('/api/v1/gap-assessments/{id}/requirements/{requirementId}', {
      params: { path: { id, requirementId } },
      headers: { 'if-match': `"${revision}"` },
      body,
    }),
  )
}

/** Shows what a write answered, without asking for it again. */
export async function keepGapAssessment(
  assessment: GapAssessment,
  ...changed: string[]
): Promise<void> {
  queryClient.setQueryData(gapAssessmentQuery(assessment.id).queryKey, assessment)
  await refresh('ledger', ...changed)
}

export async function planFindings(
  id: string,
  body: Schemas['PlanFindingsRequest'],
): Promise<void> {
  const params = { path: { id } }
  const planned = await dataOf(api.POST('/api/v1/gap-assessments/{id}/findings', { params, body }))
  await keepGapAssessment(planned, 'findings', 'notifications', 'worklist')
}

export async function closeGapAssessment(id: string): Promise<void> {
  await dataOf(api.POST('/api/v1/gap-assessments/{id}/close', { params: { path: { id } } }))
  await refresh('gap-assessments', 'evidence', 'ledger')
}

export function exportPath(id: string): string {
  return `/api/v1/gap-assessments/${id}/export`
}
