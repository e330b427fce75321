import type { FastifyInstance, FastifyReply } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { readRevision } from '../../http/if-match.ts'
import { route } from '../../http/route.ts'
import { assignDuties } from './assign-duties.ts'
import { changeDuty } from './change-duty.ts'
import { confirmDuty } from './confirm-duty.ts'
import { listDuties } from './list-duties.ts'
import { readDuty } from './read-duty.ts'
import { readOverview } from './read-overview.ts'
import {
  assignDutiesRequest,
  assignedDuties,
  changeDutyRequest,
  duty,
  dutyOverview,
  dutyPage,
  dutyQuery,
  dutyReasonRequest,
} from './schemas.ts'
import { setAsideDuty } from './set-aside-duty.ts'
import { takeUpDuty } from './take-up-duty.ts'

const tag = 'duties'

export function dutyRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/duties',
    access: 'duties.read',
    tag,
    summary: 'What the law asks of the AI systems, with owner, day and status; what is due first',
    description: 'Derived from facts by rules that are shown. It is no legal advice.',
    schemas: { query: dutyQuery, response: dutyPage },
    handler: ({ ctx, query }) => listDuties(ctx, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/duties/overview',
    access: 'duties.read',
    tag,
    summary: 'The duties of the organization, requirement by requirement',
    schemas: { response: dutyOverview },
    handler: ({ ctx }) => readOverview(ctx),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/duties/assign',
    access: 'duties.manage',
    tag,
    summary: 'Give several duties an owner or a day: all of them, or none',
    schemas: { body: assignDutiesRequest, response: assignedDuties },
    handler: ({ ctx, body }) => assignDuties(ctx, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/duties/:id',
    access: 'duties.read',
    tag,
    summary: 'One duty with what the law says and its evidence; the ETag is its revision',
    schemas: { params: idParams, response: duty },
    handler: async ({ ctx, params, reply }) => tagged(reply, await readDuty(ctx, params.id)),
  })
  route(app, {
    method: 'PATCH',
    url: '/api/v1/duties/:id',
    access: 'duties.manage',
    tag,
    summary: 'Say who sees to a duty and until when, and note something about it',
    schemas: { params: idParams, body: changeDutyRequest, response: duty },
    handler: async ({ ctx, params, body, request, reply }) =>
      tagged(reply, await changeDuty(ctx, params.id, body, readRevision(request))),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/duties/:id/set-aside',
    access: 'duties.set-aside',
    tag,
    summary: 'Decide with a reason that nothing is done about a duty',
    description: 'A prohibition cannot be set aside: it stands against the gates.',
    schemas: { params: idParams, body: dutyReasonRequest, response: duty },
    handler: async ({ ctx, params, body, request, reply }) =>
      tagged(reply, await setAsideDuty(ctx, params.id, body, readRevision(request))),
  })
  route(app, {
    method: 'DELETE',
    url: '/api/v1/duties/:id/set-aside',
    access: 'duties.set-aside',
    tag,
    summary: 'Take up a duty again that was set aside',
    schemas: { params: idParams, response: duty },
    handler: async ({ ctx, params, request, reply }) =>
      tagged(reply, await takeUpDuty(ctx, params.id, readRevision(request))),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/duties/:id/confirm',
    access: 'duties.manage',
    tag,
    summary: 'Say that what was done for a duty still holds, after looking again',
    schemas: { params: idParams, body: dutyReasonRequest, response: duty },
    handler: async ({ ctx, params, body, request, reply }) =>
      tagged(reply, await confirmDuty(ctx, params.id, body, readRevision(request))),
  })
}

function tagged<Shown extends { revision: number }>(reply: FastifyReply, shown: Shown): Shown {
  void reply.header('etag', `"${shown.revision}"`)
  return shown
}
