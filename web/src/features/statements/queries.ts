import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { queryClient } from '../../lib/query-client.ts'
import { refresh } from '../../lib/refresh.ts'
import type { Signature } from '../../ui/SignDialog.tsx'
import { ledgerQuery } from '../ledger-entries/queries.ts'

export type Statement = Schemas['Statement']
export type StatementSummary = Schemas['StatementSummary']
export type Line = Schemas['StatementLine']

/** The standard that asks for a statement of applicability over its Annex A. */
export const openedFramework = 'ISO42001'

export const statementsQuery = queryOptions({
  queryKey: ['statements', 'list'],
  queryFn: () => dataOf(api.GET('/api/v1/statements')),
})

export function statementQuery(id: string) {
  return queryOptions({
    queryKey: ['statements', id],
    queryFn: () => dataOf(api.GET('/api/v1/statements/{id}', { params: { path: { id } } })),
  })
}

/** Who signed stands in the ledger, and nowhere else. */
export const signaturesQuery = ledgerQuery({ action: 'statements.sign', limit: 200 })

export function signatureQuery(id: string) {
  return ledgerQuery({ action: 'statements.sign', subjectType: 'statements', subjectId: id })
}

export function linkedEvidenceQuery(targetType: 'requirement' | 'control', targetId: string) {
  return queryOptions({
    queryKey: ['evidence', 'of', targetType, targetId],
    queryFn: () =>
      dataOf(api.GET('/api/v1/evidence', { params: { query: { targetType, targetId } } })),
  })
}

export async function openStatement(): Promise<Statement> {
  const statement = await dataOf(
    api.POST('/api/v1/statements', { body: { framework: openedFramework } }),
  )
  await refreshStatements()
  return statement
}

/** `revision` is that of the decision which was seen: another one since is not overwritten. */
export function decideLine(
  id: string,
  { requirementId, revision }: Pick<Line, 'requirementId' | 'revision'>,
  body: Schemas['DecideStatementItemRequest'],
): Promise<Statement> {
  return dataOf(
    api.PUT('/api/v1/statements/{id}/items/{requirementId}', {
      params: { path: { id, requirementId } },
      headers: { 'if-match': `"${revision}"` },
      body,
    }),
  )
}

/** Shows what a write answered, without asking for it again. */
export async function keepStatement(statement: Statement): Promise<void> {
  queryClient.setQueryData(statementQuery(statement.id).queryKey, statement)
  await refresh('ledger')
}

export async function signStatement(id: string, body: Signature): Promise<void> {
  await dataOf(api.POST('/api/v1/statements/{id}/sign', { params: { path: { id } }, body }))
  await refreshStatements()
}

export function exportPath(id: string): string {
  return `/api/v1/statements/${id}/export`
}

/** What a decision or a signature can change elsewhere. */
export function refreshStatements(): Promise<void> {
  return refresh('statements', 'coverage', 'evidence', 'ledger', 'worklist')
}
