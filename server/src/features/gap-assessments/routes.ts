import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { readRevision } from '../../http/if-match.ts'
import { route } from '../../http/route.ts'
import { closeGapAssessment } from './close-gap-assessment.ts'
import { judgeRequirement } from './judge-requirement.ts'
import { listGapAssessments } from './list-gap-assessments.ts'
import { openGapAssessment } from './open-gap-assessment.ts'
import { planFindings } from './plan-findings.ts'
import { exportGapAssessment, readGapAssessment } from './read-gap-assessment.ts'
import {
  gapAssessment,
  gapAssessmentList,
  gapCsv,
  gapItemParams,
  judgeRequirementRequest,
  openGapAssessmentRequest,
  planFindingsRequest,
} from './schemas.ts'

const tag = 'gap-assessments'

export function gapAssessmentRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/gap-assessments',
    access: 'gap-assessments.read',
    tag,
    summary: 'Gap assessments, newest first',
    schemas: { response: gapAssessmentList },
    handler: ({ ctx }) => listGapAssessments(ctx),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/gap-assessments',
    access: 'gap-assessments.write',
    tag,
    summary: 'Open the next gap assessment of a framework; what the last one found is carried over',
    schemas: { body: openGapAssessmentRequest, response: gapAssessment },
    status: 201,
    handler: ({ ctx, body }) => openGapAssessment(ctx, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/gap-assessments/:id',
    access: 'gap-assessments.read',
    tag,
    summary: 'A gap assessment: an open one as it stands now, a closed one as it was closed',
    schemas: { params: idParams, response: gapAssessment },
    handler: ({ ctx, params }) => readGapAssessment(ctx, params.id),
  })
  route(app, {
    method: 'PUT',
    url: '/api/v1/gap-assessments/:id/requirements/:requirementId',
    access: 'gap-assessments.write',
    tag,
    summary: 'Say what was found of a requirement; If-Match carries the revision of its line',
    schemas: { params: gapItemParams, body: judgeRequirementRequest, response: gapAssessment },
    handler: ({ ctx, params, body, request }) =>
      judgeRequirement(ctx, params.id, params.requirementId, body, readRevision(request)),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/gap-assessments/:id/findings',
    access: 'gap-assessments.write',
    tag,
    summary: 'Plan: open a finding with owner and due date for each of some gaps, or for none',
    schemas: { params: idParams, body: planFindingsRequest, response: gapAssessment },
    handler: ({ ctx, params, body }) => planFindings(ctx, params.id, body),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/gap-assessments/:id/close',
    access: 'gap-assessments.write',
    tag,
    summary: 'Close a gap assessment as it stands; it is kept for good and filed as evidence',
    schemas: { params: idParams, response: gapAssessment },
    handler: ({ ctx, params }) => closeGapAssessment(ctx, params.id),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/gap-assessments/:id/export',
    access: 'gap-assessments.read',
    tag,
    summary: 'The gaps and the plan as CSV',
    schemas: { params: idParams, response: gapCsv },
    handler: async ({ ctx, params, reply }) => {
      const { name, text } = await exportGapAssessment(ctx, params.id)
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(text)
    },
  })
}
