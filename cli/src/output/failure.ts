import { ProblemError } from '@primum/client'
import type { DatasetProblem } from '@primum/engine/dataset-error'
import { DatasetError } from '@primum/engine/dataset-error'
import { UsageError } from '../usage-error.ts'

export type Failure = {
  code: string
  detail: string
  reasons: {
    code: string
    message: string
    remedy?: string | undefined
    who?: string | undefined
  }[]
  errors: { path: string; message: string; row?: number | undefined; remedy?: string | undefined }[]
  remedy: string | null
  correlationId: string | null
  /** what is wrong with a file, by column and row */
  problems?: readonly DatasetProblem[]
}

/** Whatever was thrown, as one plain value: for --json and for the words below. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ProblemError) {
    const { code, message, reasons, errors, correlationId } = error
    return { code, detail: message, reasons, errors, remedy: null, correlationId }
  }
  if (error instanceof DatasetError) {
    const { problems, message } = error
    const detail = problems.length === 1 ? message : `${problems.length} problems with the file:`
    const none = { reasons: [], errors: [], remedy: null, correlationId: null }
    return { code: 'bad-dataset', detail, ...none, problems }
  }
  const detail = error instanceof Error ? error.message : String(error)
  const remedy = error instanceof UsageError ? error.remedy : null
  const code = error instanceof UsageError ? 'usage' : 'failed'
  return { code, detail, reasons: [], errors: [], remedy, correlationId: null }
}

/** What went wrong, why, and what to do: as the server said it. */
export function failureWords(failure: Failure): string {
  const { detail, reasons, errors, remedy, correlationId, code, problems = [] } = failure
  return [
    detail,
    ...reasonLines(reasons.filter(({ message }) => message !== detail || reasons.length > 1)),
    ...errors.map(({ path, message, row, remedy: way }) => {
      const place = row === undefined ? path : `row ${row}, ${path}`
      return `  ${place}: ${message}${way === undefined ? '' : ` ${way}`}`
    }),
    ...(problems.length === 1 ? problems.map((problem) => problem.remedy) : reasonLines(problems)),
    ...(remedy === null ? [] : [remedy]),
    ...(code === 'internal' && correlationId !== null
      ? [`The server's log has more under ${correlationId}.`]
      : []),
  ].join('\n')
}

/** The reasons of a refusal: what is missing, what to do, who can. */
export function reasonLines(reasons: readonly Failure['reasons'][0][]): string[] {
  return reasons.flatMap(({ message, remedy, who }) => {
    const todo = [remedy, who === undefined ? undefined : `(${who})`].filter(Boolean).join(' ')
    return todo === '' ? [`  - ${message}`] : [`  - ${message}`, `    → ${todo}`]
  })
}
