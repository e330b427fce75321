import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { readRevision } from '../../http/if-match.ts'
import { route } from '../../http/route.ts'
import { cancelRun } from './cancel-run.ts'
import { computeSampleSize } from './compute-sample-size.ts'
import { editProtocol } from './edit-protocol.ts'
import { exportReport } from './export-report.ts'
import { listProtocols } from './list-protocols.ts'
import { listRuns } from './list-runs.ts'
import { listUploads } from './list-uploads.ts'
import { lockProtocol } from './lock-protocol.ts'
import { readProtocol } from './read-protocol.ts'
import { readReport } from './read-report.ts'
import { readRun } from './read-run.ts'
import { readUpload } from './read-upload.ts'
import {
  datasetUpload,
  datasetUploadPage,
  editProtocolRequest,
  lockProtocolRequest,
  reportCsv,
  sampleSizeAnswer,
  sampleSizeRequest,
  signRunRequest,
  startRunRequest,
  startSilentRunRequest,
  uploadBody,
  uploadQuery,
  uploadsQuery,
  validationProtocol,
  validationProtocolPage,
  validationQuery,
  validationReport,
  validationRun,
  validationRunPage,
  writeProtocolRequest,
} from './schemas.ts'
import { signRun } from './sign-run.ts'
import { startRun } from './start-run.ts'
import { startSilentRun } from './start-silent-run.ts'
import { uploadDataset } from './upload-dataset.ts'
import { writeProtocol } from './write-protocol.ts'
import { sentUpload, uploadScope } from '../../validation/upload-scope.ts'

const tag = 'validation'

export function validationRoutes(app: FastifyInstance): void {
  protocolRoutes(app)
  uploadRoutes(app)
  startRoutes(app)
  runRoutes(app)
  reportRoutes(app)
}

function protocolRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/validation-protocols',
    access: 'validations.read',
    tag,
    summary: 'The validation protocols of an AI system, newest first',
    schemas: { params: idParams, query: validationQuery, response: validationProtocolPage },
    handler: ({ ctx, params, query }) => listProtocols(ctx, params.id, query),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/ai-systems/:id/validation-protocols',
    access: 'validations.write',
    tag,
    summary: 'Write down what will be measured and what has to come out',
    schemas: { params: idParams, body: writeProtocolRequest, response: validationProtocol },
    status: 201,
    handler: ({ ctx, params, body }) => writeProtocol(ctx, params.id, body),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/validation-protocols/:id',
    access: 'validations.read',
    tag,
    summary: 'One validation protocol; the ETag is its revision',
    schemas: { params: idParams, response: validationProtocol },
    handler: async ({ ctx, params, reply }) => {
      const found = await readProtocol(ctx, params.id)
      void reply.header('etag', `"${found.revision}"`)
      return found
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/api/v1/validation-protocols/:id',
    access: 'validations.write',
    tag,
    summary: 'Replace what a draft says',
    description: 'The whole content is sent. A locked protocol does not change (409).',
    schemas: { params: idParams, body: editProtocolRequest, response: validationProtocol },
    handler: ({ ctx, params, body, request }) =>
      editProtocol(ctx, params.id, body, readRevision(request)),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/validation-protocols/:id/lock',
    access: 'validations.write',
    tag,
    summary: 'Sign a protocol, which closes it; only then data may be handed over',
    schemas: { params: idParams, body: lockProtocolRequest, response: validationProtocol },
    handler: ({ ctx, params, body }) => lockProtocol(ctx, params.id, body),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/validation-protocols/sample-size',
    access: 'validations.read',
    tag,
    summary: 'How many people a precision asks for; changes nothing',
    schemas: { body: sampleSizeRequest, response: sampleSizeAnswer },
    handler: ({ ctx, body }) => computeSampleSize(ctx, body),
  })
}

function uploadRoutes(app: FastifyInstance): void {
  uploadScope(app, (scope) =>
    route(scope, {
      method: 'POST',
      url: '/api/v1/validation-protocols/:id/uploads',
      access: 'validations.write',
      tag,
      summary: 'Hand over a file of predictions for a locked protocol',
      description:
        'Parquet, CSV with a header row, or newline-delimited JSON, as application/octet-stream, ' +
        'up to PRIMUM_UPLOAD_LIMIT bytes. It is written to disk as it comes and removed after a ' +
        'run that is done, or after a day. The answer describes its columns without their values.',
      schemas: { params: idParams, query: uploadQuery, body: uploadBody, response: datasetUpload },
      status: 201,
      bodyLimit: Number.MAX_SAFE_INTEGER,
      consumes: ['application/octet-stream'],
      handler: ({ ctx, params, query, request }) =>
        uploadDataset(ctx, params.id, sentUpload(request, query)),
    }),
  )
  route(app, {
    method: 'GET',
    url: '/api/v1/validation-protocols/:id/uploads',
    access: 'validations.read',
    tag,
    summary: 'The files that were handed over for a protocol, newest first',
    description: 'With ?state=ready only those that are still here and wait for a run.',
    schemas: { params: idParams, query: uploadsQuery, response: datasetUploadPage },
    handler: ({ ctx, params, query }) => listUploads(ctx, params.id, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/validation-uploads/:id',
    access: 'validations.read',
    tag,
    summary: 'A file that was handed over: its columns and suggested roles, none of its values',
    schemas: { params: idParams, response: datasetUpload },
    handler: ({ ctx, params }) => readUpload(ctx, params.id),
  })
}

function startRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/api/v1/validation-protocols/:id/runs',
    access: 'validations.write',
    tag,
    summary: 'Measure a version on a file that was handed over',
    schemas: { params: idParams, body: startRunRequest, response: validationRun },
    status: 202,
    handler: ({ ctx, params, body }) => startRun(ctx, params.id, body),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/validation-protocols/:id/silent-runs',
    access: 'validations.write',
    tag,
    summary: 'Measure a version on its live predictions whose outcomes are due',
    description:
      'For a version that runs in silence: predictions are sent, and nobody acts on them.',
    schemas: { params: idParams, body: startSilentRunRequest, response: validationRun },
    status: 202,
    handler: ({ ctx, params, body }) => startSilentRun(ctx, params.id, body),
  })
}

function runRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/validation-runs',
    access: 'validations.read',
    tag,
    summary: 'The validation runs of an AI system, newest first',
    schemas: { params: idParams, query: validationQuery, response: validationRunPage },
    handler: ({ ctx, params, query }) => listRuns(ctx, params.id, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/validation-runs/:id',
    access: 'validations.read',
    tag,
    summary: 'One run: how far it is, or what came of it',
    schemas: { params: idParams, response: validationRun },
    handler: ({ ctx, params }) => readRun(ctx, params.id),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/validation-runs/:id/cancel',
    access: 'validations.write',
    tag,
    summary: 'Stop a run',
    schemas: { params: idParams, response: validationRun },
    handler: ({ ctx, params }) => cancelRun(ctx, params.id),
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/validation-runs/:id/sign',
    access: 'validations.sign',
    tag,
    summary: 'Sign the report of a run that is done',
    description: 'Met or not: the signature says that it was read, and makes it evidence.',
    schemas: { params: idParams, body: signRunRequest, response: validationRun },
    handler: ({ ctx, params, body }) => signRun(ctx, params.id, body),
  })
}

function reportRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/validation-runs/:id/report',
    access: 'validations.read',
    tag,
    summary: 'The report of a run that is done, counts of few people hidden',
    schemas: { params: idParams, response: validationReport },
    handler: ({ ctx, params }) => readReport(ctx, params.id),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/validation-runs/:id/report.csv',
    access: 'validations.read',
    tag,
    summary: 'The metrics of the same report as CSV',
    schemas: { params: idParams, response: reportCsv },
    handler: async ({ ctx, params, reply }) => {
      const csv = await exportReport(ctx, params.id)
      void reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="validation-report.csv"')
      return csv
    },
  })
}
