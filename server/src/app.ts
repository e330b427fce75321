import { randomUUID } from 'node:crypto'
import helmet from '@fastify/helmet'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Services } from './context.ts'
import type { RouteAccess } from './http/access.ts'
import { registerOpenApi } from './http/openapi.ts'
import { sendProblem } from './http/problem.ts'
import { registerReferencePage } from './http/reference-page.ts'
import { unpackGzip } from './http/unpack-gzip.ts'
import { registerWebApp } from './http/web-app.ts'
import { compileAnswer } from './http/write-answer.ts'
import { PrimumError } from './errors.ts'
import { registerFeatures } from './features.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route of the API and who may call it. */
    declaredRoutes: { method: string; url: string; access: RouteAccess }[]
  }
}

export type AppOptions = { services: Services; webFolder: string | null; logLevel: string }

/** The whole HTTP face: security headers, OpenAPI, every feature's routes, the web app. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.logLevel === 'silent' ? false : { level: options.logLevel, redact: redacted },
    bodyLimit,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
  })
  app.decorateRequest('services', { getter: () => options.services })
  // Bodies are parsed by the verbs, after the permission; responses are cut to their schema here.
  app.setValidatorCompiler(() => (data) => ({ value: data }))
  app.setSerializerCompiler(compileAnswer)
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      new PrimumError('not-found', `There is no ${request.method} ${request.url} here.`),
      request,
      reply,
    ),
  )
  app.decorate('declaredRoutes', [])
  app.addHook('onRoute', ({ method, url, config }) => {
    if (!url.startsWith('/api')) return
    const access = config?.access
    if (access === undefined) throw new Error(`${String(method)} ${url} declares no access`)
    for (const each of [method].flat()) app.declaredRoutes.push({ method: each, url, access })
  })
  await app.register(helmet, {
    contentSecurityPolicy: { directives: contentSecurity },
    hsts: false,
  })
  await registerOpenApi(app)
  acceptGzip(app)
  await app.register(async (scope) => {
    registerFeatures(scope)
    registerReferencePage(scope)
  })
  if (options.webFolder !== null) await registerWebApp(app, options.webFolder)
  await app.ready()
  return app
}

const bodyLimit = 1024 * 1024

const redacted = ['req.headers.authorization', 'req.headers.cookie', 'req.body']

const contentSecurity = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  // Mantine sets custom properties in style attributes.
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
}

/** Bodies may come gzipped; Fastify's parsers then see the plain text and its true length limit. */
function acceptGzip(app: FastifyInstance): void {
  app.addHook('preParsing', async (request, _reply, payload) => {
    const encoding = request.headers['content-encoding']
    if (encoding === undefined || encoding === 'identity') return payload
    if (encoding !== 'gzip') {
      throw new PrimumError('invalid', `The content encoding ${encoding} is not accepted.`, {
        fields: [{ path: 'content-encoding', message: 'Only gzip is accepted.' }],
      })
    }
    delete request.headers['content-length']
    return unpackGzip(payload, request.routeOptions.bodyLimit ?? bodyLimit)
  })
}
