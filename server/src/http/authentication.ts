import type { FastifyRequest } from 'fastify'
import { canonicalJson } from '@primum/core/ledger/canonical-json'
import type { Role } from '@primum/core/access/roles'
import { Context } from '../context.ts'
import type { Services } from '../context.ts'
import { PrimumError, invalid } from '../errors.ts'
import { readKey } from '../identity/read-key.ts'
import { readSession } from '../identity/read-session.ts'
import { sha256 } from '../ledger/sha256.ts'
import { plainJson } from '../ledger/plain-json.ts'
import type { RouteAccess } from './access.ts'

declare module 'fastify' {
  interface FastifyRequest {
    services: Services
  }
}

/** The context of a request: who asks, in which organization. Throws `unauthenticated`. */
export async function requireContext(
  request: FastifyRequest,
  access: RouteAccess,
): Promise<Context> {
  const context = await readContext(request)
  if (context !== null) return context
  if (access === 'public') return anonymousContext(request.services)
  throw new PrimumError('unauthenticated', 'Sign in, or send an API key as a bearer token.')
}

async function readContext(request: FastifyRequest): Promise<Context | null> {
  const authorization = request.headers.authorization
  if (authorization !== undefined) return withKey(request, authorization)
  return signedIn(request)
}

async function withKey(request: FastifyRequest, authorization: string): Promise<Context> {
  const refused = new PrimumError('unauthenticated', 'This API key is unknown, revoked or expired.')
  const [scheme, key] = authorization.split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || key === undefined) throw refused
  const { services } = request
  const known = await readKey(services, key)
  if (known === null) throw refused
  const { id, name, scopes, organizationId } = known
  return new Context({
    services,
    organizationId,
    actor: { kind: 'key', id, name: name ?? 'API key', email: null, memberId: null },
    asker: { kind: 'key', scopes },
    idempotency: readIdempotency(request),
  })
}

async function signedIn(request: FastifyRequest): Promise<Context | null> {
  const { services } = request
  const { cookie } = request.headers
  if (cookie === undefined) return null
  const wanted = request.headers['primum-organization']
  const named = typeof wanted === 'string'
  if (named && !uuid.test(wanted)) throw invalid('primum-organization', 'Not an organization id.')
  const session = await readSession(services, cookie, named ? wanted : null)
  if (session === null) return null
  requireSameOrigin(request)
  if (session.member_id === null) {
    throw new PrimumError('forbidden', 'You are not a member of this organization.')
  }
  const { user_id: id, name, email, member_id: memberId } = session
  return new Context({
    services,
    organizationId: session.organization_id,
    actor: { kind: 'person', id, name, email, memberId },
    asker: { kind: 'person', roles: session.roles as Role[], accessEnds: session.access_ends_at },
    idempotency: readIdempotency(request),
  })
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function anonymousContext(services: Services): Context {
  return new Context({
    services,
    organizationId: '',
    actor: { kind: 'person', id: '', name: 'Anyone', email: null, memberId: null },
    asker: { kind: 'person', roles: [], accessEnds: null },
  })
}

/** A browser sends its cookies to us from anywhere; only our own pages may make it write. */
export function requireSameOrigin(request: FastifyRequest): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  const foreignOrigin = origin !== undefined && hostOf(origin) !== request.headers.host
  if (foreignOrigin || (site !== undefined && site !== 'same-origin' && site !== 'none')) {
    throw new PrimumError('forbidden', 'This request comes from another site.')
  }
}

/** The host of an origin; null for the opaque origin, which is nobody's page. */
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

function readIdempotency(request: FastifyRequest) {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || request.method === 'GET') return null
  if (key.length < 8 || key.length > 200) {
    throw invalid('idempotency-key', 'Must have 8 to 200 characters.', 'Use a random UUID.')
  }
  const body = Buffer.isBuffer(request.body)
    ? request.body.toString('base64')
    : canonicalJson(plainJson(request.body))
  return { key, requestDigest: sha256(`${request.method} ${request.url}\n${body}`) }
}
