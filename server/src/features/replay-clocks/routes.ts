import type { FastifyInstance } from 'fastify'
import { closingOf } from '../../http/closing-of.ts'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { advanceClock } from './advance-clock.ts'
import { replayClock, replayClockRequest } from './schemas.ts'

export function replayClockRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/replay-clock',
    access: 'replay-clock.advance',
    tag: 'replay-clocks',
    summary: 'Advance the clock of a replayed example and judge its monitors',
    schemas: { params: idParams, body: replayClockRequest, response: replayClock },
    handler: ({ ctx, params, body, reply }) => advanceClock(ctx, params.id, body, closingOf(reply)),
  })
}
