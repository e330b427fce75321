import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { refresh, refreshSystem } from '../../lib/refresh.ts'

export type RollbackProposal = Schemas['RollbackProposal']

export function proposalsQuery(aiSystemId: string) {
  return queryOptions({
    queryKey: ['rollback-proposals', 'of', aiSystemId],
    queryFn: () =>
      dataOf(
        api.GET('/api/v1/ai-systems/{id}/rollback-proposals', {
          params: { path: { id: aiSystemId } },
        }),
      ),
  })
}

export function proposalQuery(id: string) {
  return queryOptions({
    queryKey: ['rollback-proposals', id],
    queryFn: () => dataOf(api.GET('/api/v1/rollback-proposals/{id}', { params: { path: { id } } })),
  })
}

async function refreshAll(): Promise<void> {
  await Promise.all([refresh('rollback-proposals'), refreshSystem()])
}

export async function approveProposal(
  id: string,
  body: Schemas['ApproveRollbackProposalRequest'],
): Promise<void> {
  await dataOf(
    api.POST('/api/v1/rollback-proposals/{id}/approvals', { params: { path: { id } }, body }),
  )
  await refreshAll()
}

export async function rejectProposal(
  id: string,
  body: Schemas['RejectRollbackProposalRequest'],
): Promise<void> {
  await dataOf(
    api.POST('/api/v1/rollback-proposals/{id}/rejection', { params: { path: { id } }, body }),
  )
  await refreshAll()
}
