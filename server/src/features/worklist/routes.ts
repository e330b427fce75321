import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { readWorklist } from './read-worklist.ts'
import { worklist } from './schemas.ts'

export function worklistRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/worklist',
    access: 'worklist.read',
    tag: 'worklist',
    summary: 'What waits for the asker, most urgent first',
    schemas: { response: worklist },
    handler: ({ ctx }) => readWorklist(ctx),
  })
}
