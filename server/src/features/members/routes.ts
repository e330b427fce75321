import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { addMember } from './add-member.ts'
import { changeMember } from './change-member.ts'
import { removeMember } from './remove-member.ts'
import { resetAccess } from './reset-access.ts'
import {
  addMemberRequest,
  changeMemberRequest,
  member,
  memberList,
  resetAccessRequest,
} from './schemas.ts'
import { listMembers } from './store.ts'

const tag = 'members'

export function memberRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/members',
    access: 'members.read',
    tag,
    summary: 'The members of the organization',
    schemas: { response: memberList },
    handler: ({ ctx }) => listMembers(ctx),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/members',
    access: 'members.manage',
    tag,
    summary: 'Add a member',
    schemas: { body: addMemberRequest, response: member },
    status: 201,
    handler: ({ ctx, body }) => addMember(ctx, body),
  })
  route(app, {
    method: 'PATCH',
    url: '/api/v1/members/:id',
    access: 'members.manage',
    tag,
    summary: "Change a member's roles, discipline or end of access",
    schemas: { params: idParams, body: changeMemberRequest, response: member },
    handler: ({ ctx, params, body }) => changeMember(ctx, params.id, body),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/members/:id/reset-access',
    access: 'members.manage',
    tag,
    summary: 'Let a locked-out member in again with a new first password',
    schemas: { params: idParams, body: resetAccessRequest, response: member },
    handler: ({ ctx, params, body }) => resetAccess(ctx, params.id, body),
  })
  route(app, {
    method: 'DELETE',
    url: '/api/v1/members/:id',
    access: 'members.manage',
    tag,
    summary: 'Remove a member',
    schemas: { params: idParams, response: member },
    handler: ({ ctx, params }) => removeMember(ctx, params.id),
  })
}
