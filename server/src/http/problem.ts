import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { PrimumError } from '../errors.ts'
import type { ErrorCode } from '../errors.ts'

const statusOf: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'precondition-failed': 412,
  'limit-exceeded': 413,
  unavailable: 503,
  internal: 500,
}

const titleOf: Record<ErrorCode, string> = {
  invalid: 'The input is not valid',
  unauthenticated: 'Sign in first',
  forbidden: 'You may not do this',
  'not-found': 'Not found',
  conflict: 'In conflict with the present state',
  'precondition-failed': 'Refused, with reasons',
  'limit-exceeded': 'Too much at once',
  unavailable: 'Not available now',
  internal: 'Something went wrong on our side',
}

export const reasonSchema = z
  .object({
    code: z.string(),
    message: z.string(),
    remedy: z.string().optional(),
    who: z.string().optional(),
    where: z.string().optional(),
  })
  .meta({ id: 'Reason' })

/** RFC 9457 problem details, with the reasons of a refusal and the fields that are wrong. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    correlationId: z.string(),
    reasons: z.array(reasonSchema).optional(),
    errors: z
      .array(
        z.object({
          path: z.string(),
          message: z.string(),
          row: z.number().int().optional(),
          remedy: z.string().optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' })

type Problem = z.infer<typeof problemSchema>

/** Maps any thrown thing to a problem document; what we do not know stays opaque. */
function toProblem(error: unknown, correlationId: string): Problem {
  const known = error instanceof PrimumError ? error : fromFastify(error)
  if (known === null)
    return problem('internal', 'An unexpected error; it was logged.', correlationId)
  const base = problem(known.code, known.message, correlationId)
  return {
    ...base,
    ...(known.reasons.length > 0 ? { reasons: known.reasons } : {}),
    ...(known.fields.length > 0 ? { errors: known.fields } : {}),
  }
}

function problem(code: ErrorCode, detail: string, correlationId: string): Problem {
  return {
    type: `urn:primum:problem:${code}`,
    title: titleOf[code],
    status: statusOf[code],
    code,
    detail,
    correlationId,
  }
}

/** Fastify's own refusals: unparsable JSON, a body over the limit, a wrong content type. */
function fromFastify(error: unknown): PrimumError | null {
  const { code, message, validation, statusCode } = error as Partial<FastifyError>
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new PrimumError('limit-exceeded', 'The body is larger than this route accepts.')
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new PrimumError('invalid', 'This content type is not accepted here.', {
      fields: [
        { path: 'content-type', message: 'Not accepted here.', remedy: 'Send application/json.' },
      ],
    })
  }
  if (validation !== undefined) {
    const fields = validation.map((item) => ({
      path: item.instancePath.replace(/^\//, '').replaceAll('/', '.') || 'request',
      message: item.message ?? 'not valid',
    }))
    return new PrimumError('invalid', message ?? 'The request is not valid.', { fields })
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new PrimumError('invalid', message ?? 'The request is not valid.')
  }
  return null
}

export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const document = toProblem(error, request.id)
  // Too much at once is 413; too often is 429.
  if (document.reasons?.some(({ code }) => code === 'too-many-attempts')) document.status = 429
  if (document.code === 'internal') request.log.error({ err: error }, 'unexpected error')
  return reply
    .code(document.status)
    .header('content-type', 'application/problem+json')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(document)
}
