import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Services } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { idParams } from '../../http/id-params.ts'
import { readRevision } from '../../http/if-match.ts'
import { route } from '../../http/route.ts'
import { approvePromotion } from './approve-promotion.ts'
import { followAliasEvents } from './follow-alias-events.ts'
import { listAliasEvents } from './list-alias-events.ts'
import { aliasListener } from '../../registry/alias-listener.ts'
import { moveAlias } from './move-alias.ts'
import { readAliases } from './read-aliases.ts'
import {
  alias,
  aliasEventPage,
  aliasEventQuery,
  aliasList,
  aliasParams,
  approvePromotionRequest,
  followQuery,
  moveAliasRequest,
  promotionApprovals,
} from './schemas.ts'

const tag = 'aliases'

export function aliasRoutes(app: FastifyInstance): void {
  readingRoutes(app)
  followingRoute(app)
  route(app, {
    method: 'PUT',
    url: '/api/v1/ai-systems/:id/aliases/:alias',
    access: 'aliases.move',
    tag,
    summary: 'Move an alias; If-Match says which state was seen',
    description:
      'If-Match is required: "0" where the alias was never set. Who lost a race gets 409. Stable goes only to the candidate, when the gate into production holds and enough people approved; previous follows.',
    schemas: { params: aliasParams, body: moveAliasRequest, response: alias },
    handler: async ({ ctx, params, body, request, reply }) => {
      const target = { aiSystemId: params.id, alias: params.alias }
      const moved = await moveAlias(ctx, target, body, readRevision(request))
      void reply.header('etag', `"${moved.sequence}"`)
      return moved
    },
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/versions/:id/approvals',
    access: 'aliases.approve',
    tag,
    summary: 'Approve the promotion of a version, signed',
    schemas: { params: idParams, body: approvePromotionRequest, response: promotionApprovals },
    status: 201,
    handler: ({ ctx, params, body }) => approvePromotion(ctx, params.id, body),
  })
}

function readingRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/aliases',
    access: 'versions.read',
    tag,
    summary: 'Where candidate, stable and previous stand',
    schemas: { params: idParams, response: aliasList },
    handler: async ({ ctx, params }) => ({
      items: Object.values(await readAliases(ctx, params.id)),
    }),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/aliases/:alias',
    access: 'versions.read',
    tag,
    summary: 'One alias; the ETag is its sequence, If-None-Match answers 304',
    schemas: { params: aliasParams, response: alias },
    handler: async ({ ctx, params, request, reply }) => {
      const found = (await readAliases(ctx, params.id))[params.alias]
      const tagOfAlias = `"${found.sequence}"`
      void reply.header('etag', tagOfAlias).header('cache-control', 'no-cache')
      return isKnown(request, tagOfAlias) ? reply.code(304).send() : found
    },
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/alias-events',
    access: 'versions.read',
    tag,
    summary: 'Every move of an alias, newest first',
    schemas: { params: idParams, query: aliasEventQuery, response: aliasEventPage },
    handler: ({ ctx, params, query }) => listAliasEvents(ctx, params.id, query),
  })
}

/** The streams are ended before the server stops, or it would wait for clients that never leave. */
function followingRoute(app: FastifyInstance): void {
  let services: Services | null = null
  app.addHook('preClose', async () => {
    if (services !== null) aliasListener(services).endAll()
  })
  app.addHook('onClose', async () => {
    if (services !== null) await aliasListener(services).close()
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/events',
    access: 'versions.read',
    tag,
    summary: 'Alias moves, and what alarms ask of a pipeline, as they happen (server-sent events)',
    description:
      'text/event-stream. `event: alias`: {alias, from, to, cause, reason, at, sequence}. ' +
      '`event: retraining` and `event: re-evaluation`, from monitors with the actions ' +
      '`trigger-retraining` and `trigger-re-evaluation`: {monitor: {id, key}, version: {id, label}, ' +
      'level, reason, alarmId, findingId, at, sequence}. Ids are the sequences, one row of numbers ' +
      'for all kinds, with gaps; Last-Event-ID resumes behind one, whatever its kind. Pass over ' +
      'kinds that you do not know.',
    schemas: { params: idParams, query: followQuery, response: z.unknown() },
    handler: async ({ ctx, params, query, request, reply }) => {
      services = ctx.services
      const after = lastEventId(request) ?? query.after ?? null
      const stream = await followAliasEvents(ctx, { aiSystemId: params.id, after })
      void reply.type('text/event-stream').header('cache-control', 'no-store')
      // Proxies that buffer would hold events back.
      void reply.header('x-accel-buffering', 'no')
      return stream
    },
  })
}

function isKnown(request: FastifyRequest, tagOfAlias: string): boolean {
  const known = request.headers['if-none-match']?.split(',').map((each) => each.trim()) ?? []
  return known.some((each) => each === '*' || each.replace(/^W\//, '') === tagOfAlias)
}

function lastEventId(request: FastifyRequest): number | null {
  const header = request.headers['last-event-id']
  if (header === undefined || header === '') return null
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header)
  throw invalid('last-event-id', 'Not the id of an event of this stream.', 'Leave it out.')
}
