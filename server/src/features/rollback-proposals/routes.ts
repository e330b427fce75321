import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { approveProposal } from './approve-proposal.ts'
import { rejectProposal } from './reject-proposal.ts'
import {
  approveProposalRequest,
  rejectProposalRequest,
  rollbackProposal,
  rollbackProposalList,
} from './schemas.ts'
import { listProposals, loadProposal } from './store.ts'

const tag = 'rollback-proposals'

export function rollbackProposalRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/rollback-proposals',
    access: 'monitoring.read',
    tag,
    summary: 'Rollbacks that wait or waited for people, newest first',
    schemas: { params: idParams, response: rollbackProposalList },
    handler: ({ ctx, params }) => listProposals(ctx, params.id),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/rollback-proposals/:id',
    access: 'monitoring.read',
    tag,
    summary: 'One proposed rollback',
    schemas: { params: idParams, response: rollbackProposal },
    handler: ({ ctx, params }) => loadProposal(ctx, params.id),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/rollback-proposals/:id/approvals',
    access: 'rollback-proposals.answer',
    tag,
    summary: 'Approve a proposed rollback, signed; the last approval needed carries it out',
    description:
      'Each has to come from a different person. Refused where the target may not take over any more, and 409 where the version that fails is not in production any more.',
    schemas: { params: idParams, body: approveProposalRequest, response: rollbackProposal },
    status: 201,
    handler: ({ ctx, params, body }) => approveProposal(ctx, params.id, body),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/rollback-proposals/:id/rejection',
    access: 'rollback-proposals.answer',
    tag,
    summary: 'Reject a proposed rollback, signed, with the reason',
    description: 'The same evidence does not propose it again; a new alarm does.',
    schemas: { params: idParams, body: rejectProposalRequest, response: rollbackProposal },
    status: 201,
    handler: ({ ctx, params, body }) => rejectProposal(ctx, params.id, body),
  })
}
