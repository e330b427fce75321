import { problemFetch } from '@primum/client'

export type Query = Record<string, string | number | boolean | undefined>

export type Send = {
  query?: Query | undefined
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it is, with the content type among the headers. */
  raw?: string | Uint8Array<ArrayBuffer>
  headers?: Record<string, string>
}

/** One Primum server, asked as somebody. Every answer but success is thrown as a `ProblemError`. */
export type Server = {
  url: string
  get: <T>(path: string, query?: Query) => Promise<T>
  post: <T>(path: string, body?: unknown, send?: Send) => Promise<T>
  put: <T>(path: string, body: unknown, send?: Send) => Promise<T>
  patch: <T>(path: string, body: unknown) => Promise<T>
  delete: <T>(path: string) => Promise<T>
  request: (method: string, path: string, send?: Send) => Promise<Response>
}

export type Identity = { key?: string | undefined; cookie?: string | undefined }

/** `path` is below /api/v1. Connections are kept alive and shared by the process. */
export function openServer(url: string, identity: Identity = {}): Server {
  const base = url.replace(/\/+$/, '')
  const call = problemFetch({
    baseUrl: base,
    ...(identity.key === undefined ? {} : { key: identity.key }),
  })
  const request = (method: string, path: string, send: Send = {}) => {
    const headers = new Headers(send.headers)
    if (identity.cookie !== undefined) headers.set('cookie', identity.cookie)
    if (send.body !== undefined) headers.set('content-type', 'application/json')
    const body = send.body === undefined ? send.raw : JSON.stringify(send.body)
    const init = { method, headers, ...(body === undefined ? {} : { body }) }
    return call(new Request(`${base}/api/v1${path}${queryOf(send.query)}`, init))
  }
  const json = async <T>(method: string, path: string, send?: Send): Promise<T> =>
    (await (await request(method, path, send)).json()) as T
  return {
    url: base,
    request,
    get: (path, query) => json('GET', path, { query }),
    post: (path, body, send = {}) => json('POST', path, { ...send, body }),
    put: (path, body, send = {}) => json('PUT', path, { ...send, body }),
    patch: (path, body) => json('PATCH', path, { body }),
    delete: (path) => json('DELETE', path),
  }
}

function queryOf(query: Query = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}

export type Page<T> = { items: T[]; nextCursor: string | null }

/** Every page of a list, one item at a time. */
export async function* everyItem<T>(server: Server, path: string, query: Query = {}) {
  let cursor: string | undefined
  do {
    const page = await server.get<Page<T>>(path, { limit: 200, ...query, cursor })
    yield* page.items
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

/** Signs in and answers the session's cookie; a second factor cannot be asked for here. */
export async function signIn(url: string, email: string, password: string): Promise<string> {
  const response = await openServer(url).request('POST', '/session', { body: { email, password } })
  const answer = (await response.json()) as { codeNeeded: boolean }
  if (answer.codeNeeded) {
    throw new Error(
      `${email} signs in with a second factor. Use an API key, or the cookie of a session.`,
    )
  }
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ')
}
