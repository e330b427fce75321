import { existsSync } from 'node:fs'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { PrimumError } from '../errors.ts'
import { sendProblem } from './problem.ts'

/** Serves the built web app: its files, and its start page for every path that is the app's own. */
export async function registerWebApp(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(`${folder}/index.html`)) return
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, path) => {
      // Vite puts a hash of the content into the names of everything in assets.
      const lasting = path.includes('/assets/')
      void response.header(
        'cache-control',
        lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    if (request.url.startsWith('/api/')) {
      return sendProblem(
        new PrimumError('not-found', `There is no ${request.url} here.`),
        request,
        reply,
      )
    }
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
}
