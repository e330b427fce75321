import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { changeStage } from './change-stage.ts'
import { readGate } from './read-gate.ts'
import { readLifecycle } from './read-lifecycle.ts'
import {
  changeStageRequest,
  gate,
  gateParams,
  lifecycle,
  movedAiSystem,
  signGateRequest,
} from './schemas.ts'
import { signGate } from './sign-gate.ts'

const tag = 'lifecycle'

export function lifecycleRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/lifecycle',
    access: 'lifecycle.read',
    tag,
    summary: 'Where an AI system stands in its life, and what each gate asks of it',
    schemas: { params: idParams, response: lifecycle },
    handler: ({ ctx, params }) => readLifecycle(ctx, params.id),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/gates/:target',
    access: 'lifecycle.read',
    tag,
    summary: 'One gate: what it asks, what is met, who supplies the rest',
    schemas: { params: gateParams, response: gate },
    handler: ({ ctx, params }) => readGate(ctx, params.id, params.target),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/gates/:target/sign-offs',
    access: 'lifecycle.sign',
    tag,
    summary: 'Sign a gate as it stands now',
    description:
      'Refuses while anything else is open, and a second signature by the same person. Any change to what was signed makes the signature stale.',
    schemas: { params: gateParams, body: signGateRequest, response: gate },
    status: 201,
    handler: ({ ctx, params, body }) => signGate(ctx, params.id, params.target, body),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/stage',
    access: 'lifecycle.advance',
    tag,
    summary: 'Move an AI system to another stage, or learn why not',
    schemas: { params: idParams, body: changeStageRequest, response: movedAiSystem },
    handler: ({ ctx, params, body }) => changeStage(ctx, params.id, body),
  })
}
