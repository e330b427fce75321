import type { FastifyRequest } from 'fastify'
import { invalid } from '../errors.ts'

/** The number in `If-Match: "7"`; null where the header is absent or `*`. */
export function readRevision(request: FastifyRequest): number | null {
  const header = request.headers['if-match']
  if (header === undefined || header.trim() === '*') return null
  const match = /^(?:W\/)?"(\d+)"$/.exec(header.trim())
  if (match === null) {
    throw invalid('if-match', 'Not an ETag of this resource.', 'Send the ETag that GET answered.')
  }
  return Number(match[1])
}
