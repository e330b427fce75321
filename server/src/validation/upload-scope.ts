import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { invalid } from '../errors.ts'

/**
 * The name and the size as they were sent, and the bytes: asked for when the verb knows that it
 * wants them. The size is null where the sender does not know it.
 */
export type SentUpload = {
  fileName: string | undefined
  announcedBytes: number | null
  body: () => Readable
}

/** How long a sender who was refused may take to read why, while what comes is thrown away. */
const lingerMilliseconds = 2000

const bodies = new WeakMap<FastifyRequest, Readable>()

/** Routes that take a file of any size: its bytes are never gathered in memory. */
export function uploadScope(app: FastifyInstance, declare: (scope: FastifyInstance) => void): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/octet-stream', (request, payload, done) => {
      // The verb reads it, after it has checked the permission and the protocol.
      bodies.set(request, payload)
      done(null, null)
    })
    // Another type is refused by the verb too, in words, and after the permission.
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null, null))
    // Gigabytes of a refused file would otherwise be taken to their end.
    scope.addHook('onResponse', async ({ raw }) => {
      if (!raw.readableEnded) setTimeout(() => raw.destroy(), lingerMilliseconds).unref()
    })
    declare(scope)
  })
}

export function sentUpload(
  request: FastifyRequest,
  query: { fileName?: string | undefined },
): SentUpload {
  return {
    fileName: headerName(request.headers['x-file-name']) ?? query.fileName,
    announcedBytes: announced(request.headers['content-length']),
    body: () => {
      const body = bodies.get(request)
      if (body !== undefined) return body
      const remedy = 'Send the file as application/octet-stream.'
      throw invalid('content-type', 'There is no file in the request.', remedy)
    },
  }
}

/** URL-encoded, so that any letter can stand in it; undefined where it is not. */
function headerName(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined
  try {
    return decodeURIComponent(header)
  } catch {
    return undefined
  }
}

function announced(header: string | undefined): number | null {
  const bytes = Number(header)
  return header !== undefined && Number.isFinite(bytes) ? bytes : null
}
