import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { queryClient } from '../../lib/query-client.ts'
import { refresh, refreshSystem } from '../../lib/refresh.ts'
import type { Signature } from '../../ui/SignDialog.tsx'

export type Assessment = Schemas['Assessment']
export type AssessmentSummary = Schemas['AssessmentSummary']
export type Treatment = Schemas['Treatment']
export type RecordedRisk = Treatment['risks'][number]
export type TreatmentInput = Schemas['TreatAssessmentRequestInput']
export type AnswerInput = Schemas['AnswerAssessmentRequest']['answers'][number]

export function assessmentsQuery(aiSystemId: string) {
  return queryOptions({
    queryKey: ['assessments', 'of', aiSystemId],
    queryFn: () =>
      dataOf(
        api.GET('/api/v1/ai-systems/{id}/assessments', { params: { path: { id: aiSystemId } } }),
      ),
  })
}

export function assessmentQuery(id: string) {
  return queryOptions({
    queryKey: ['assessments', id],
    queryFn: () => dataOf(api.GET('/api/v1/assessments/{id}', { params: { path: { id } } })),
  })
}

export async function startAssessment(aiSystemId: string, kind: Assessment['kind']) {
  const started = await dataOf(
    api.POST('/api/v1/ai-systems/{id}/assessments', {
      params: { path: { id: aiSystemId } },
      body: { kind },
    }),
  )
  queryClient.setQueryData(assessmentQuery(started.id).queryKey, started)
  await refresh('assessments', 'worklist')
  return started
}

/** Sends answers for the revision they were given on; a lost race is a `conflict`. */
export function sendAnswers(id: string, revision: number, answers: AnswerInput[]) {
  return dataOf(
    api.PUT('/api/v1/assessments/{id}/answers', {
      params: { path: { id } },
      headers: { 'if-match': `"${revision}"` },
      body: { answers },
    }),
  )
}

/** Each part given replaces what stood there; the others stay. A lost race is a `conflict`. */
export function sendTreatment(id: string, revision: number, body: TreatmentInput) {
  return dataOf(
    api.PUT('/api/v1/assessments/{id}/treatment', {
      params: { path: { id } },
      headers: { 'if-match': `"${revision}"` },
      body,
    }),
  )
}

export async function signAssessment(id: string, body: Signature) {
  const signed = await dataOf(
    api.POST('/api/v1/assessments/{id}/sign', { params: { path: { id } }, body }),
  )
  queryClient.setQueryData(assessmentQuery(id).queryKey, signed)
  await refreshSystem()
}
