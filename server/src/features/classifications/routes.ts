import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { classifyAiSystem } from './classify-ai-system.ts'
import { listClassifications } from './list-classifications.ts'
import { overrideTier } from './override-tier.ts'
import {
  classification,
  classificationList,
  classifyRequest,
  overrideTierRequest,
} from './schemas.ts'

const tag = 'classifications'

export function classificationRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/classifications',
    access: 'classifications.read',
    tag,
    summary: "An AI system's classifications, newest first, and the tier in force",
    schemas: { params: idParams, response: classificationList },
    handler: ({ ctx, params }) => listClassifications(ctx, params.id),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/classifications',
    access: 'classifications.classify',
    tag,
    summary: 'Classify an AI system: six answers, and the facts of its record, give the tier',
    description: 'Refuses, naming the field, where the record lacks a fact that the tier rests on.',
    schemas: { params: idParams, body: classifyRequest, response: classification },
    status: 201,
    handler: ({ ctx, params, body }) => classifyAiSystem(ctx, params.id, body),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/tier-override',
    access: 'classifications.override',
    tag,
    summary: 'Set the computed tier aside, signed and with a reason',
    description:
      'Lowering: one step below a floor at most, with a council decision and an end within 12 months, never for diagnosis, triage or treatment.',
    schemas: { params: idParams, body: overrideTierRequest, response: classification },
    status: 201,
    handler: ({ ctx, params, body }) => overrideTier(ctx, params.id, body),
  })
}
