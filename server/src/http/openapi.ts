import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
} from 'fastify-type-provider-zod'

const apiVersion = '0.1.0'

/** Collects every route into one OpenAPI 3.1 document; register before the routes. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Primum API',
        version: apiVersion,
        description:
          'The API of Primum, the AI management system for health care. Errors are RFC 9457 problem ' +
          'documents. Lists are paged with `limit` and `cursor`. A write with an `Idempotency-Key` ' +
          'happens once, however often it is sent.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'An API key with scopes' },
          session: { type: 'apiKey', in: 'cookie', name: 'primum.session_token' },
        },
      },
      security: [{ apiKey: [] }, { session: [] }],
    },
    transform: createJsonSchemaTransform({ skipList: [] }),
    transformObject: createJsonSchemaTransformObject({}),
  })
}
