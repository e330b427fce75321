import { createClient, problemFetch } from '@primum/client'

/** The API of the page's own origin, with the session's cookie. */
export const api = createClient({ baseUrl: '' })

const send = problemFetch({ baseUrl: '' })

/** For what is no JSON, such as a file of CSV. */
export function fetchText(path: string, init: RequestInit = {}): Promise<string> {
  return send(new Request(path, init)).then((response) => response.text())
}

/** A request that the OpenAPI document does not name yet; the caller states the answer's shape. */
export async function request<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  const init: RequestInit = { method, headers }
  if (body !== undefined) {
    init.body = JSON.stringify(body)
    init.headers = { 'content-type': 'application/json', ...headers }
  }
  const response = await send(new Request(`/api/v1${path}`, init))
  return (await response.json()) as T
}
