import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sendProblem } from '../http/problem.ts'
import { PrimumError } from '../errors.ts'
import { tooManyBytes } from './read-batch.ts'
import type { SentBatch } from './read-batch.ts'

export const batchTypes = ['application/json', 'application/x-ndjson']

/** Routes that take batches of rows: bodies stay bytes, and refusals name the limits. */
export function batchScope(app: FastifyInstance, declare: (scope: FastifyInstance) => void): void {
  void app.register(async (scope) => {
    // The verb reads the bytes, after it has checked the permission.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(batchTypes, { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    )
    scope.setErrorHandler((error: { code?: string }, request, reply) =>
      sendProblem(inWords(error), request, reply),
    )
    declare(scope)
  })
}

/** The body of a batch route as its verb takes it. */
export function sentBatch(request: FastifyRequest): SentBatch {
  const ndjson = request.headers['content-type']?.startsWith('application/x-ndjson') ?? false
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  return { format: ndjson ? 'ndjson' : 'json', bytes }
}

function inWords(error: { code?: string }): unknown {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooManyBytes()
  if (error.code === 'limit-exceeded' && (error as PrimumError).reasons.length === 0) {
    return tooManyBytes()
  }
  if (error.code !== 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return error
  const message = 'This content type is not accepted here.'
  const remedy = `Send ${batchTypes.join(' or ')}.`
  return new PrimumError('invalid', message, {
    fields: [{ path: 'content-type', message, remedy }],
  })
}
