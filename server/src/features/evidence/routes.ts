import type { FastifyInstance, FastifyReply } from 'fastify'
import { attachment, inline } from '../../files/content-disposition.ts'
import { idParams } from '../../http/id-params.ts'
import { readRevision } from '../../http/if-match.ts'
import { route } from '../../http/route.ts'
import { sentUpload, uploadScope } from '../../validation/upload-scope.ts'
import { describeEvidence } from './describe-evidence.ts'
import { holdEvidence } from './hold-evidence.ts'
import { linkEvidence } from './link-evidence.ts'
import { listEvidence } from './list-evidence.ts'
import { listLinks } from './list-links.ts'
import { listVersions } from './list-versions.ts'
import { previewContent } from './preview-content.ts'
import { readContent } from './read-content.ts'
import type { VersionContent } from './read-content.ts'
import { registerEvidence } from './register-evidence.ts'
import { releaseEvidence } from './release-evidence.ts'
import { retainEvidence } from './retain-evidence.ts'
import {
  describeEvidenceRequest,
  evidence,
  evidenceFile,
  evidenceLink,
  evidenceLinkPage,
  evidenceLinkParams,
  evidenceLinkQuery,
  evidencePage,
  evidenceQuery,
  evidenceReasonRequest,
  evidenceUploadQuery,
  evidenceVersionPage,
  evidenceVersionParams,
  linkEvidenceRequest,
  registerEvidenceRequest,
  retainEvidenceRequest,
} from './schemas.ts'
import { loadEvidence } from './store.ts'
import { unlinkEvidence } from './unlink-evidence.ts'
import { uploadVersion } from './upload-version.ts'
import { withdrawEvidence } from './withdraw-evidence.ts'

const tag = 'evidence'

export function evidenceRoutes(app: FastifyInstance): void {
  recordRoutes(app)
  versionRoutes(app)
  linkRoutes(app)
  keepingRoutes(app)
}

function recordRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/evidence',
    access: 'evidence.read',
    tag,
    summary: 'Evidence, newest upload first or by title',
    schemas: { query: evidenceQuery, response: evidencePage },
    handler: ({ ctx, query }) => listEvidence(ctx, query),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/evidence',
    access: 'evidence.manage',
    tag,
    summary: 'Register a piece of evidence; its file is handed over as its first version',
    schemas: { body: registerEvidenceRequest, response: evidence },
    status: 201,
    handler: ({ ctx, body }) => registerEvidence(ctx, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/evidence/:id',
    access: 'evidence.read',
    tag,
    summary: 'One piece of evidence with its versions; the ETag is its revision',
    schemas: { params: idParams, response: evidence },
    handler: async ({ ctx, params, reply }) => {
      const found = await loadEvidence(ctx, params.id)
      void reply.header('etag', `"${found.revision}"`)
      return found
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/api/v1/evidence/:id',
    access: 'evidence.manage',
    tag,
    summary: 'Change what is said of it: title, kind, description, owner, review',
    schemas: { params: idParams, body: describeEvidenceRequest, response: evidence },
    handler: ({ ctx, params, body, request }) =>
      describeEvidence(ctx, params.id, body, readRevision(request)),
  })
}

function versionRoutes(app: FastifyInstance): void {
  uploadScope(app, (scope) =>
    route(scope, {
      method: 'POST',
      url: '/api/v1/evidence/:id/versions',
      access: 'evidence.manage',
      tag,
      summary: 'Hand over a file as the newest version',
      description:
        'As application/octet-stream, up to PRIMUM_EVIDENCE_LIMIT bytes, with its name in ' +
        'x-file-name (URL-encoded) or ?fileName=. What it is, is seen by its bytes; programs, ' +
        'scripts, web pages, macros and files named as another type are refused.',
      schemas: {
        params: idParams,
        query: evidenceUploadQuery,
        body: evidenceFile,
        response: evidence,
      },
      status: 201,
      bodyLimit: Number.MAX_SAFE_INTEGER,
      consumes: ['application/octet-stream'],
      handler: ({ ctx, params, query, request }) =>
        uploadVersion(ctx, params.id, sentUpload(request, query), query, readRevision(request)),
    }),
  )
  route(app, {
    method: 'GET',
    url: '/api/v1/evidence/:id/versions',
    access: 'evidence.read',
    tag,
    summary: 'Every version of it, newest first',
    schemas: { params: idParams, query: evidenceLinkQuery, response: evidenceVersionPage },
    handler: ({ ctx, params, query }) => listVersions(ctx, params.id, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/evidence/:id/versions/:number/content',
    access: 'evidence.read',
    tag,
    summary: 'The file of a version, always as a download',
    description: 'It is checked against its SHA-256 before the first byte is sent.',
    schemas: { params: evidenceVersionParams, response: evidenceFile },
    handler: async ({ ctx, params, reply }) => {
      const content = await readContent(ctx, params.id, params.number)
      return send(reply, content, attachment(content.fileName))
    },
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/evidence/:id/versions/:number/preview',
    access: 'evidence.read',
    tag,
    summary: 'The file of a version to be looked at: pictures, PDF and text of moderate size',
    schemas: { params: evidenceVersionParams, response: evidenceFile },
    handler: async ({ ctx, params, reply }) => {
      const content = await previewContent(ctx, params.id, params.number)
      return send(reply, content, inline(content.fileName))
    },
  })
}

function linkRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/evidence/:id/links',
    access: 'evidence.read',
    tag,
    summary: 'What it speaks for, newest first',
    schemas: { params: idParams, query: evidenceLinkQuery, response: evidenceLinkPage },
    handler: ({ ctx, params, query }) => listLinks(ctx, params.id, query),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/evidence/:id/links',
    access: 'evidence.manage',
    tag,
    summary: 'Say what it speaks for',
    schemas: { params: idParams, body: linkEvidenceRequest, response: evidenceLink },
    status: 201,
    handler: ({ ctx, params, body }) => linkEvidence(ctx, params.id, body),
  })
  route(app, {
    method: 'DELETE',
    url: '/api/v1/evidence/:id/links/:linkId',
    access: 'evidence.manage',
    tag,
    summary: 'Take a link back; refused while the evidence is held',
    schemas: { params: evidenceLinkParams, response: evidence },
    handler: ({ ctx, params }) => unlinkEvidence(ctx, params.id, params.linkId),
  })
}

function keepingRoutes(app: FastifyInstance): void {
  const acts = [
    ['hold', 'Hold it for the law: nothing of it is withdrawn or unlinked', holdEvidence],
    ['release', 'End the hold', releaseEvidence],
    ['withdraw', 'Say that it counts no more; refused while held or retained', withdrawEvidence],
  ] as const
  for (const [name, summary, act] of acts) {
    route(app, {
      method: 'POST',
      url: `/api/v1/evidence/:id/${name}`,
      access: 'evidence.hold',
      tag,
      summary,
      schemas: { params: idParams, body: evidenceReasonRequest, response: evidence },
      handler: ({ ctx, params, body, request }) => act(ctx, params.id, body, readRevision(request)),
    })
  }
  route(app, {
    method: 'PUT',
    url: '/api/v1/evidence/:id/retention',
    access: 'evidence.hold',
    tag,
    summary: 'Say until when it is kept at least',
    schemas: { params: idParams, body: retainEvidenceRequest, response: evidence },
    handler: ({ ctx, params, body, request }) =>
      retainEvidence(ctx, params.id, body, readRevision(request)),
  })
}

/** Somebody else's file: a browser may neither guess what it is nor run anything in it. */
function send(reply: FastifyReply, content: VersionContent, disposition: string): FastifyReply {
  return reply
    .header('content-type', content.mediaType)
    .header('content-length', content.size)
    .header('content-disposition', disposition)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'self'")
    .header('cache-control', 'private, no-store')
    .send(content.body)
}
