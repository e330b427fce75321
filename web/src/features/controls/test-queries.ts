import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { atRevision, writing } from './queries.ts'
import type { Revised } from './queries.ts'

export type ControlTest = Schemas['ControlTest']
export type ControlTestRun = Schemas['ControlTestRun']
export type ControlQuery = Schemas['ControlQueryList']['items'][number]
export type TestResult = ControlTestRun['result']

// The program comes with these questions: they change with the program only.
export const askableQuery = queryOptions({
  queryKey: ['control-queries'],
  staleTime: 600_000,
  queryFn: () => dataOf(api.GET('/api/v1/control-queries')),
})

export function runsQuery(id: string, cursor: string | undefined) {
  const query = { limit: 10, ...(cursor === undefined ? {} : { cursor }) }
  return queryOptions({
    queryKey: ['control-tests', id, 'runs', query],
    queryFn: () =>
      dataOf(api.GET('/api/v1/control-tests/{id}/runs', { params: { path: { id }, query } })),
  })
}

export function addTest(
  controlId: string,
  body: Schemas['AddControlTestRequest'],
): Promise<ControlTest> {
  const params = { path: { id: controlId } }
  return writing(dataOf(api.POST('/api/v1/controls/{id}/tests', { params, body })))
}

export function changeTest(
  test: Revised,
  body: Schemas['ChangeControlTestRequest'],
): Promise<ControlTest> {
  return writing(dataOf(api.PATCH('/api/v1/control-tests/{id}', { ...atRevision(test), body })))
}

/** Without a result it runs an automatic test now. */
export function runTest(
  id: string,
  stated: Partial<Schemas['RunControlTestRequest']> = {},
): Promise<ControlTestRun> {
  const params = { path: { id } }
  const body = { sample: [], note: null, ...stated }
  return writing(dataOf(api.POST('/api/v1/control-tests/{id}/runs', { params, body })))
}
