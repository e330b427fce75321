import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { readRevision } from '../../http/if-match.ts'
import { route } from '../../http/route.ts'
import { declaredExclusions } from '../statements/declared-exclusions.ts'
import { changeControl } from './change-control.ts'
import { createControl } from './create-control.ts'
import { listControls } from './list-controls.ts'
import { mapRequirement } from './map-requirement.ts'
import { readControl } from './read-control.ts'
import { readCoverage } from './read-coverage.ts'
import { retireControl } from './retire-control.ts'
import {
  changeControlRequest,
  control,
  controlPage,
  controlsQuery,
  controlRequirementParams,
  createControlRequest,
  frameworkCoverage,
  frameworkParams,
  mapRequirementRequest,
  retireControlRequest,
} from './schemas.ts'
import { unmapRequirement } from './unmap-requirement.ts'

const tag = 'controls'

export function controlRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/controls',
    access: 'controls.read',
    tag,
    summary: 'Controls of the organization by reference, with their computed state',
    schemas: { query: controlsQuery, response: controlPage },
    handler: ({ ctx, query }) => listControls(ctx, query),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/controls',
    access: 'controls.manage',
    tag,
    summary: 'Write a control',
    schemas: { body: createControlRequest, response: control },
    status: 201,
    handler: ({ ctx, body }) => createControl(ctx, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/controls/:id',
    access: 'controls.read',
    tag,
    summary: 'One control: requirements, evidence, tests, and what it carries to',
    description: 'The ETag is its revision.',
    schemas: { params: idParams, response: control },
    handler: async ({ ctx, params, reply }) => {
      const found = await readControl(ctx, params.id)
      void reply.header('etag', `"${found.revision}"`)
      return found
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/api/v1/controls/:id',
    access: 'controls.manage',
    tag,
    summary: 'Change a control; If-Match refuses to overwrite the change of somebody else',
    schemas: { params: idParams, body: changeControlRequest, response: control },
    handler: ({ ctx, params, body, request }) =>
      changeControl(ctx, params.id, body, readRevision(request)),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/controls/:id/retire',
    access: 'controls.manage',
    tag,
    summary: 'Take a control out of use, for good',
    schemas: { params: idParams, body: retireControlRequest, response: control },
    handler: ({ ctx, params, body, request }) =>
      retireControl(ctx, params.id, body, readRevision(request)),
  })
  route(app, {
    method: 'PUT',
    url: '/api/v1/controls/:id/requirements/:requirementId',
    access: 'controls.manage',
    tag,
    summary: 'Say that a control is for a requirement, and how much of it it meets',
    schemas: { params: controlRequirementParams, body: mapRequirementRequest, response: control },
    handler: ({ ctx, params, body, request }) =>
      mapRequirement(ctx, params.id, params.requirementId, body, readRevision(request)),
  })
  route(app, {
    method: 'DELETE',
    url: '/api/v1/controls/:id/requirements/:requirementId',
    access: 'controls.manage',
    tag,
    summary: 'Take back that a control is for a requirement',
    schemas: { params: controlRequirementParams, response: control },
    handler: ({ ctx, params, request }) =>
      unmapRequirement(ctx, params.id, params.requirementId, readRevision(request)),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/frameworks/:id/coverage',
    access: 'controls.read',
    tag,
    summary: 'How far the controls meet each requirement of a framework, and why no further',
    description:
      'A mapping counts once the organization has adopted it; an overlap never meets a requirement. What the newest signed statement of applicability excludes is excluded.',
    schemas: { params: frameworkParams, response: frameworkCoverage },
    handler: async ({ ctx, params: { id } }) =>
      readCoverage(ctx, id, await declaredExclusions(ctx, id)),
  })
}
