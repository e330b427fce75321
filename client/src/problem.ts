import type { components } from './schema.gen.ts'

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
export async function readProblem(response: Response): Promise<ProblemError> {
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
export function toProblem(error: unknown): unknown {
  if (error instanceof ProblemError) return error
  if (error instanceof Error && error.name === 'AbortError') return error
  return new ProblemError({
    code: 'unavailable',
    title: 'No answer',
    detail: 'The server does not answer. Check the connection and try again.',
  })
}
