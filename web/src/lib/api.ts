import { createClient, problemFetch } from '@primum/client'

/** The API of the page's own origin, with the session's cookie. */
export const api = createClient({ baseUrl: '' })

const send = problemFetch({ baseUrl: '' })

/** For what is no JSON, such as a file of CSV. */
export function fetchText(path: string, init: RequestInit = {}): Promise<string> {
  return send(new Request(path, init)).then((response) => response.text())
}
