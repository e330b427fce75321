import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { readRevision } from '../../http/if-match.ts'
import { route } from '../../http/route.ts'
import { adoptRelease } from './adopt-release.ts'
import { listAdoptions, readAdoption } from './list-adoptions.ts'
import { listPacks } from './list-packs.ts'
import { ownFrameworkRoutes } from './own-routes.ts'
import { readRelease } from './read-release.ts'
import {
  adoptReleaseRequest,
  contentAdoption,
  contentAdoptionPage,
  contentAdoptionQuery,
  contentPack,
  contentPackList,
  contentRelease,
  packParams,
  switchPackRequest,
} from './schemas.ts'
import { switchPack } from './switch-pack.ts'

const tag = 'content-packs'

export function contentPackRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/content-packs',
    access: 'content-packs.read',
    tag,
    summary: 'Frameworks and crosswalks: which release is in force, what waits, what is off',
    schemas: { response: contentPackList },
    handler: ({ ctx }) => listPacks(ctx),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/content-packs/:kind/:id/release',
    access: 'content-packs.read',
    tag,
    summary: 'What the waiting release changes, and which records that touches; nothing is kept',
    schemas: { params: packParams, response: contentRelease },
    handler: ({ ctx, params }) => readRelease(ctx, params.kind, params.id),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/content-packs/:kind/:id/release',
    access: 'content-packs.manage',
    tag,
    summary: 'Take the waiting release; what it changes is to be looked at again',
    schemas: { params: packParams, body: adoptReleaseRequest, response: contentAdoption },
    status: 201,
    handler: ({ ctx, params, body }) => adoptRelease(ctx, params.kind, params.id, body),
  })
  route(app, {
    method: 'PUT',
    url: '/api/v1/content-packs/:kind/:id/switch',
    access: 'content-packs.manage',
    tag,
    summary: 'Switch a framework or crosswalk off or on; a law that may bind stays on',
    schemas: { params: packParams, body: switchPackRequest, response: contentPack },
    handler: ({ ctx, params, body, request }) =>
      switchPack(ctx, params.kind, params.id, body, readRevision(request)),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/content-adoptions',
    access: 'content-packs.read',
    tag,
    summary: 'Every step from one release to the next, newest first',
    description:
      'What a step added or removed is named without its fields, and of what was not here before ' +
      'changes are empty: one step by itself tells all of it.',
    schemas: { query: contentAdoptionQuery, response: contentAdoptionPage },
    handler: ({ ctx, query }) => listAdoptions(ctx, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/content-adoptions/:id',
    access: 'content-packs.read',
    tag,
    summary: 'One step: what changed, what it touched, who took it and why',
    schemas: { params: idParams, response: contentAdoption },
    handler: ({ ctx, params }) => readAdoption(ctx, params.id),
  })
  ownFrameworkRoutes(app)
}
