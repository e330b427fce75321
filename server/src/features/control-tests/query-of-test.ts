import type { z } from 'zod'
import type { TestedSubject } from '@primum/core/controls/tested-subjects'
import type { Context } from '../../context.ts'
import { controlQueries } from '../../control-queries/registry.ts'
import { PrimumError, invalid } from '../../errors.ts'

/** Parameters as the query takes them, with its defaults; refused where it does not. */
export function parametersOf(queryId: string, given: unknown): Record<string, unknown> {
  const query = controlQueries.get(queryId)
  if (query === undefined) {
    throw invalid('query', `There is no query ${queryId}.`, 'Take one of GET /control-queries.')
  }
  const parsed = query.parametersSchema.safeParse(given)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map(({ path, message }) => ({
    path: ['parameters', ...path].map(String).join('.'),
    message,
  }))
  const summary = fields.map(({ path, message }) => `${path}: ${message}`).join('; ')
  throw new PrimumError('invalid', summary, { fields })
}

/** The procedure of an automatic test, where nobody words another one. */
export function procedureOf(queryId: string): string {
  return controlQueries.get(queryId)?.about ?? ''
}

export type Answered = {
  subjects: TestedSubject[]
  whenNothing: 'passed' | 'not-decidable'
  /** why nothing could be asked */
  problem: string | null
}

/**
 * Asks as Primum itself, so that an answer does not hang on who asks. What cannot be asked any more
 * is not decidable, and neither passed nor failed.
 */
export async function askQuery(
  ctx: Context,
  test: { query: string | null; parameters: unknown },
): Promise<Answered> {
  const query = controlQueries.get(test.query ?? '')
  const cannot = (problem: string): Answered => ({
    subjects: [],
    whenNothing: 'not-decidable',
    problem,
  })
  if (query === undefined) return cannot(`There is no query ${test.query} any more.`)
  const parameters: z.ZodSafeParseResult<unknown> = query.parametersSchema.safeParse(
    test.parameters,
  )
  if (!parameters.success) return cannot('The query no longer takes these parameters.')
  const { subjects } = await query.run(ctx.asSystem(), parameters.data, ctx.now())
  return { subjects, whenNothing: query.whenNothing, problem: null }
}
