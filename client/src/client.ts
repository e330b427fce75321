import createFetchClient from 'openapi-fetch'
import type { Client } from 'openapi-fetch'
import { ProblemError, readProblem, toProblem } from './problem.ts'
import type { Problem, ProblemField, ProblemReason } from './problem.ts'
import type { components, paths } from './schema.gen.ts'

export { ProblemError }
export type { Problem, ProblemField, ProblemReason }

/** The named shapes of the API: `Schemas['AiSystem']`. */
export type Schemas = components['schemas']

export type PrimumClient = Client<paths>

export type ClientOptions = {
  /** Where the server answers; empty for the page's own origin. */
  baseUrl: string
  /** An API key; a browser uses its session instead. */
  key?: string
  fetch?: (request: Request) => Promise<Response>
}

/** A fetch that answers only success (and 304); all else is thrown as a `ProblemError`. */
export function problemFetch(options: ClientOptions): (request: Request) => Promise<Response> {
  const inner = options.fetch ?? ((request: Request) => fetch(request))
  return async (request) => {
    if (options.key !== undefined) request.headers.set('authorization', `Bearer ${options.key}`)
    const response = await inner(request).catch((error: unknown) => {
      throw toProblem(error)
    })
    if (response.ok || response.status === 304) return response
    throw await readProblem(response)
  }
}

/** The typed client: every path, parameter and answer comes from the OpenAPI document. */
export function createClient(options: ClientOptions): PrimumClient {
  return createFetchClient<paths>({ baseUrl: options.baseUrl, fetch: problemFetch(options) })
}

/** What a successful call answered. Failures were thrown before. */
export async function dataOf<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call
  return data as T
}
