import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { readRevision } from '../../http/if-match.ts'
import { route } from '../../http/route.ts'
import { decideItem } from './decide-item.ts'
import { exportStatement } from './export-statement.ts'
import { listStatements } from './list-statements.ts'
import { openStatement } from './open-statement.ts'
import {
  decideItemRequest,
  itemParams,
  openStatementRequest,
  signStatementRequest,
  statement,
  statementCsv,
  statementList,
} from './schemas.ts'
import { signStatement } from './sign-statement.ts'
import { loadStatement } from './store.ts'

const tag = 'statements'

export function statementRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/statements',
    access: 'statements.read',
    tag,
    summary: 'Statements of applicability, newest first',
    schemas: { response: statementList },
    handler: ({ ctx }) => listStatements(ctx),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/statements',
    access: 'statements.write',
    tag,
    summary: 'Open the next statement of applicability; what the last one said is carried over',
    schemas: { body: openStatementRequest, response: statement },
    status: 201,
    handler: ({ ctx, body }) => openStatement(ctx, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/statements/:id',
    access: 'statements.read',
    tag,
    summary:
      'A statement of applicability: a draft as it stands now, a signed one as it was signed',
    schemas: { params: idParams, response: statement },
    handler: ({ ctx, params }) => {
      ctx.authorize('statements.read')
      return loadStatement(ctx, params.id)
    },
  })
  route(app, {
    method: 'PUT',
    url: '/api/v1/statements/:id/items/:requirementId',
    access: 'statements.write',
    tag,
    summary: 'Say whether a control applies, and why; If-Match carries its revision',
    schemas: { params: itemParams, body: decideItemRequest, response: statement },
    handler: ({ ctx, params, body, request }) =>
      decideItem(ctx, params.id, params.requirementId, body, readRevision(request)),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/statements/:id/sign',
    access: 'statements.sign',
    tag,
    summary: 'Sign a statement of applicability; it is kept for good and filed as evidence',
    schemas: { params: idParams, body: signStatementRequest, response: statement },
    handler: ({ ctx, params, body }) => signStatement(ctx, params.id, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/statements/:id/export',
    access: 'statements.read',
    tag,
    summary: 'The statement as CSV',
    schemas: { params: idParams, response: statementCsv },
    handler: async ({ ctx, params, reply }) => {
      const { name, text } = await exportStatement(ctx, params.id)
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(text)
    },
  })
}
