import type { FastifyInstance } from 'fastify'
import { closingOf } from '../../http/closing-of.ts'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { loadPolicy } from './load-policy.ts'
import { rollbackPolicy, rollbackPolicyRequest } from './schemas.ts'
import { setPolicy } from './set-policy.ts'
import { rollbackPolicyTrial, rollbackPolicyTrialRequest } from './trial-schemas.ts'
import { tryOnHistory } from './try-on-history.ts'

const tag = 'rollback-policies'

export function rollbackPolicyRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/rollback-policy',
    access: 'monitoring.read',
    tag,
    summary: 'When the stable version may be taken back, and what a dry run would have done',
    schemas: { params: idParams, response: rollbackPolicy },
    handler: ({ ctx, params }) => loadPolicy(ctx, params.id),
  })
  route(app, {
    method: 'PUT',
    url: '/api/v1/ai-systems/:id/rollback-policy',
    access: 'rollback-policies.manage',
    tag,
    summary: 'Set the rollback policy',
    schemas: { params: idParams, body: rollbackPolicyRequest, response: rollbackPolicy },
    handler: ({ ctx, params, body }) => setPolicy(ctx, params.id, body),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/rollback-policy/trial',
    access: 'monitoring.read',
    tag,
    summary: 'What a rollback policy would have done on the history of an AI system',
    description: 'Try a policy before it is switched on; nothing is changed and nothing is kept.',
    schemas: { params: idParams, body: rollbackPolicyTrialRequest, response: rollbackPolicyTrial },
    handler: ({ ctx, params, body, reply }) => tryOnHistory(ctx, params.id, body, closingOf(reply)),
  })
}
