import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { route } from '../../http/route.ts'
import { createKey } from './create-key.ts'
import { revokeKey } from './revoke-key.ts'
import { apiKey, apiKeyList, createKeyRequest, createdKey } from './schemas.ts'
import { listKeys } from './store.ts'

const tag = 'keys'

export function keyRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/keys',
    access: 'keys.manage',
    tag,
    summary: 'The API keys of the organization',
    schemas: { response: apiKeyList },
    handler: ({ ctx }) => listKeys(ctx),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/keys',
    access: 'keys.manage',
    tag,
    summary: 'Create an API key; it is shown once',
    schemas: { body: createKeyRequest, response: createdKey },
    status: 201,
    handler: ({ ctx, body }) => createKey(ctx, body),
  })
  route(app, {
    method: 'DELETE',
    url: '/api/v1/keys/:id',
    access: 'keys.manage',
    tag,
    summary: 'Revoke an API key at once',
    schemas: { params: z.object({ id: z.string() }), response: apiKey },
    handler: ({ ctx, params }) => revokeKey(ctx, params.id),
  })
}
