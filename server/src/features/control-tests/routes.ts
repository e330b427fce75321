import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { readRevision } from '../../http/if-match.ts'
import { route } from '../../http/route.ts'
import { addControlTest } from './add-control-test.ts'
import { changeControlTest } from './change-control-test.ts'
import { listQueries } from './list-queries.ts'
import { listRuns } from './list-runs.ts'
import { runControlTest } from './run-control-test.ts'
import {
  addControlTestRequest,
  changeControlTestRequest,
  controlQueryList,
  controlTest,
  controlTestRun,
  controlTestRunPage,
  controlTestRunQuery,
  runControlTestRequest,
} from './schemas.ts'

const tag = 'controls'

export function controlTestRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/api/v1/controls/:id/tests',
    access: 'controls.manage',
    tag,
    summary: 'Define a test of a control',
    description: 'A manual one by its procedure, an automatic one by a query and its parameters.',
    schemas: { params: idParams, body: addControlTestRequest, response: controlTest },
    status: 201,
    handler: ({ ctx, params, body }) => addControlTest(ctx, params.id, body),
  })
  route(app, {
    method: 'PATCH',
    url: '/api/v1/control-tests/:id',
    access: 'controls.manage',
    tag,
    summary: 'Change a test of a control, or retire it',
    description: 'Where what is tested changes, it has to run again before its control operates.',
    schemas: { params: idParams, body: changeControlTestRequest, response: controlTest },
    handler: ({ ctx, params, body, request }) =>
      changeControlTest(ctx, params.id, body, readRevision(request)),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/control-tests/:id/runs',
    access: 'controls.test',
    tag,
    summary: 'State the result of a manual test, or run an automatic one now',
    description: 'A failed run opens a finding, unless one of this test is open already.',
    schemas: { params: idParams, body: runControlTestRequest, response: controlTestRun },
    status: 201,
    handler: ({ ctx, params, body }) => runControlTest(ctx, params.id, body ?? {}),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/control-tests/:id/runs',
    access: 'controls.read',
    tag,
    summary: 'The runs of a test, newest first',
    schemas: { params: idParams, query: controlTestRunQuery, response: controlTestRunPage },
    handler: ({ ctx, params, query }) => listRuns(ctx, params.id, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/control-queries',
    access: 'controls.read',
    tag,
    summary: 'What an automatic test can ask, and with which parameters',
    schemas: { response: controlQueryList },
    handler: ({ ctx }) => listQueries(ctx),
  })
}
