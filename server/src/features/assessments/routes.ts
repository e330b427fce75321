import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { readRevision } from '../../http/if-match.ts'
import { route } from '../../http/route.ts'
import { answerAssessment } from './answer-assessment.ts'
import { listAssessments } from './list-assessments.ts'
import { readAssessment } from './read-assessment.ts'
import {
  answerAssessmentRequest,
  assessment,
  assessmentList,
  signAssessmentRequest,
  startAssessmentRequest,
} from './schemas.ts'
import { signAssessment } from './sign-assessment.ts'
import { startAssessment } from './start-assessment.ts'
import { treatAssessment } from './treat-assessment.ts'
import { treatAssessmentRequest } from './treatment-schemas.ts'

const tag = 'assessments'

export function assessmentRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/assessments',
    access: 'assessments.read',
    tag,
    summary: "An AI system's assessments, newest first",
    schemas: { params: idParams, response: assessmentList },
    handler: ({ ctx, params }) => listAssessments(ctx, params.id),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/assessments',
    access: 'assessments.answer',
    tag,
    summary: 'Start an organisational risk assessment or an AI impact assessment',
    description: 'Where one was signed before, the draft begins with its answers.',
    schemas: { params: idParams, body: startAssessmentRequest, response: assessment },
    status: 201,
    handler: ({ ctx, params, body }) => startAssessment(ctx, params.id, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/assessments/:id',
    access: 'assessments.read',
    tag,
    summary: 'One assessment with its questions; the ETag is its revision',
    schemas: { params: idParams, response: assessment },
    handler: async ({ ctx, params, reply }) => {
      const found = await readAssessment(ctx, params.id)
      void reply.header('etag', `"${found.revision}"`)
      return found
    },
  })
  route(app, {
    method: 'PUT',
    url: '/api/v1/assessments/:id/answers',
    access: 'assessments.answer',
    tag,
    summary: 'Answer questions of a draft: one or many, merged into a new revision',
    schemas: { params: idParams, body: answerAssessmentRequest, response: assessment },
    handler: ({ ctx, params, body, request }) =>
      answerAssessment(ctx, params.id, body, readRevision(request)),
  })
  route(app, {
    method: 'PUT',
    url: '/api/v1/assessments/:id/treatment',
    access: 'assessments.answer',
    tag,
    summary: 'Record what will be done about the findings of a draft',
    description:
      'Treatment plans and risks; decisions and the acceptance of risks need the permission to sign.',
    schemas: { params: idParams, body: treatAssessmentRequest, response: assessment },
    handler: ({ ctx, params, body, request }) =>
      treatAssessment(ctx, params.id, body, readRevision(request)),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/assessments/:id/sign',
    access: 'assessments.sign',
    tag,
    summary: 'Sign a complete draft, which closes it',
    description: 'Refuses with the questions that are not answered.',
    schemas: { params: idParams, body: signAssessmentRequest, response: assessment },
    handler: ({ ctx, params, body }) => signAssessment(ctx, params.id, body),
  })
}
