import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { attachment } from '../../files/content-disposition.ts'
import { route } from '../../http/route.ts'
import { sentUpload, uploadScope } from '../../validation/upload-scope.ts'
import { exportOwnFramework } from './export-own-framework.ts'
import { ownTemplate } from './own-template.ts'
import { removeOwnFramework } from './remove-own-framework.ts'
import {
  ownFrameworkFile,
  ownFrameworkImport,
  ownFrameworkQuery,
  ownFrameworkRemoval,
  ownParams,
  removeOwnRequest,
} from './schemas.ts'
import { takeOwnFramework } from './take-own-framework.ts'

const tag = 'content-packs'

export function ownFrameworkRoutes(app: FastifyInstance): void {
  uploadScope(app, (scope) =>
    route(scope, {
      method: 'POST',
      url: '/api/v1/content-packs/own',
      access: 'content-packs.manage',
      tag,
      summary: 'Add a framework of your own from YAML, CSV or XLSX, or its next release',
      description:
        'As application/octet-stream, up to 5 MiB (YAML 2 MiB), with its name in x-file-name ' +
        '(URL-encoded) or ?fileName=. preview=true only says what it would change. A bad file is ' +
        'refused whole, each problem with its row and column.',
      schemas: { query: ownFrameworkQuery, body: ownFrameworkFile, response: ownFrameworkImport },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      consumes: ['application/octet-stream'],
      handler: ({ ctx, query, request }) =>
        takeOwnFramework(ctx, sentUpload(request, query), query),
    }),
  )
  route(app, {
    method: 'DELETE',
    url: '/api/v1/content-packs/own/:id',
    access: 'content-packs.manage',
    tag,
    summary: 'Take a framework of your own away; refused while anything is about it',
    schemas: { params: ownParams, body: removeOwnRequest, response: ownFrameworkRemoval },
    handler: ({ ctx, params, body }) => removeOwnFramework(ctx, params.id, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/content-packs/own/:id/export',
    access: 'content-packs.read',
    tag,
    summary: 'A framework of your own as YAML, with its mappings; it can be handed in again',
    schemas: { params: ownParams, response: z.string() },
    handler: async ({ ctx, params, reply }) => {
      const text = await exportOwnFramework(ctx, params.id)
      return download(reply, text, 'application/yaml', `${params.id}.yaml`)
    },
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/content-packs/own/template.csv',
    access: 'content-packs.read',
    tag,
    summary: 'A table of requirements to be filled in, as CSV',
    schemas: { response: z.string() },
    handler: async ({ ctx, reply }) => {
      ctx.authorize('content-packs.read')
      return download(reply, ownTemplate(), 'text/csv', 'own-framework.csv')
    },
  })
}

function download(reply: FastifyReply, text: string, type: string, name: string): string {
  void reply
    .header('content-type', `${type}; charset=utf-8`)
    .header('content-disposition', attachment(name))
  return text
}
