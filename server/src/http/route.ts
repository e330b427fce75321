import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import type { RouteAccess } from './access.ts'
import { requireContext } from './authentication.ts'
import { IdempotentReplay } from './idempotency.ts'
import { problemSchema } from './problem.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Schemas = {
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  response: z.ZodType
}
type Output<S> = S extends z.ZodType ? z.output<S> : Record<string, never>

export type RouteDefinition<S extends Schemas> = {
  method: Method
  url: string
  access: RouteAccess
  tag: string
  summary: string
  /** More for the reference page: what it does, what it refuses. */
  description?: string
  schemas: S
  /** 201 where something is created. */
  status?: 200 | 201 | 202
  bodyLimit?: number
  /** Content types of the body, where not JSON. */
  consumes?: string[]
  handler: (call: {
    ctx: Context
    params: Output<S['params']>
    query: Output<S['query']>
    /** Unparsed: the verb parses it after it has checked the permission. */
    body: unknown
    request: FastifyRequest
    reply: FastifyReply
  }) => Promise<z.input<S['response']> | FastifyReply>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess
  }
}

const writing: Method[] = ['POST', 'PUT', 'PATCH', 'DELETE']

/** Declares one route of the API; everything the OpenAPI document says of it comes from here. */
export function route<S extends Schemas>(
  app: FastifyInstance,
  definition: RouteDefinition<S>,
): void {
  const { method, url, access, schemas, status = 200 } = definition
  app.route({
    method,
    url,
    config: { access },
    ...(definition.bodyLimit === undefined ? {} : { bodyLimit: definition.bodyLimit }),
    schema: {
      tags: [definition.tag],
      summary: definition.summary,
      description: describe(definition),
      operationId: operationId(method, url),
      ...(schemas.params ? { params: schemas.params } : {}),
      ...(schemas.query ? { querystring: schemas.query } : {}),
      ...(schemas.body ? { body: schemas.body } : {}),
      ...(writing.includes(method) && access !== 'public' ? { headers: idempotencyHeader } : {}),
      ...(definition.consumes ? { consumes: definition.consumes } : {}),
      ...(access === 'public' ? { security: [] } : {}),
      response: { [status]: schemas.response, default: problemSchema },
    },
    handler: async (request, reply) => {
      const ctx = await requireContext(request, access)
      const query = schemas.query ? parse(schemas.query, request.query) : {}
      const params = schemas.params ? parse(schemas.params, request.params) : {}
      try {
        const answer = await definition.handler({
          ctx,
          params: params as Output<S['params']>,
          query: query as Output<S['query']>,
          body: request.body,
          request,
          reply,
        })
        return reply.sent ? reply : reply.code(status).send(answer)
      } catch (error) {
        if (!(error instanceof IdempotentReplay)) throw error
        return reply.code(status).header('idempotency-replayed', 'true').send(error.result)
      }
    },
  })
}

const idempotencyHeader = z.object({ 'idempotency-key': z.string().min(8).max(200).optional() })

function describe(definition: { access: RouteAccess; description?: string }): string {
  const who =
    definition.access === 'public'
      ? 'Open to anyone.'
      : definition.access === 'signed-in'
        ? 'For anyone signed in.'
        : `Needs the permission \`${definition.access}\`.`
  return definition.description === undefined ? who : `${definition.description} ${who}`
}

/** `GET /ai-systems/:id/versions` becomes `getAiSystemsByIdVersions`. */
function operationId(method: Method, url: string): string {
  const words = url
    .replace(/^\/api\/v1/, '')
    .split(/[/-]/)
    .filter(Boolean)
    .map((word) => (word.startsWith(':') ? `By${capital(word.slice(1))}` : capital(word)))
  return method.toLowerCase() + words.join('')
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
