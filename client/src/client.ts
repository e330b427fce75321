import createFetchClient from 'openapi-fetch'
import type { Client } from 'openapi-fetch'
import type { components, paths } from './schema.gen.ts'

export type Problem = components['schemas']['Problem']
export type ProblemReason = components['schemas']['Reason']
export type ProblemField = NonNullable<Problem['errors']>[number]

/** A refusal or failure of the API, as its problem document tells it (RFC 9457). */
export class ProblemError extends Error {
  readonly code: string
  /** The HTTP status; 0 where no answer came. */
  readonly status: number
  readonly title: string
  readonly reasons: ProblemReason[]
  readonly errors: ProblemField[]
  /** Names the entry of the server's log, where there is one. */
  readonly correlationId: string | null

  constructor(problem: Partial<Problem> & { detail: string }) {
    super(problem.detail)
    this.name = 'ProblemError'
    this.code = problem.code ?? 'internal'
    this.status = problem.status ?? 0
    this.title = problem.title ?? 'Something went wrong'
    this.reasons = problem.reasons ?? []
    this.errors = problem.errors ?? []
    this.correlationId = problem.correlationId ?? null
  }
}

/** Reads the problem of an answer; one that is no problem document still becomes an error. */
async function readProblem(response: Response): Promise<ProblemError> {
  const text = await response.text()
  try {
    const document = JSON.parse(text) as Partial<Problem>
    if (typeof document.detail === 'string') {
      return new ProblemError({ ...document, detail: document.detail })
    }
  } catch {
    // Not JSON: a proxy in between answered.
  }
  return new ProblemError({
    code: response.status >= 500 ? 'unavailable' : 'invalid',
    status: response.status,
    title: 'An unexpected answer',
    detail: `The server answered ${response.status} ${response.statusText}.`.replace(' .', '.'),
  })
}

/** Where no answer came at all. An abort stays what it is: the caller wanted it. */
function toProblem(error: unknown): unknown {
  if (error instanceof ProblemError) return error
  if (error instanceof Error && error.name === 'AbortError') return error
  return new ProblemError({
    code: 'unavailable',
    title: 'No answer',
    detail: 'The server does not answer. Check the connection and try again.',
  })
}

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
