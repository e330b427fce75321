import type { z } from 'zod'
import type { TestedSubject } from '@primum/core/controls/tested-subjects'
import type { Context } from '../context.ts'

type Definition<P extends z.ZodObject> = {
  /** stored with each test: it never changes its meaning */
  id: string
  title: string
  /** what exactly is asked, and what passes */
  about: string
  parametersSchema: P
  /** the result where there is nothing to look at */
  whenNothing: 'passed' | 'not-decidable'
  run: (ctx: Context, parameters: z.output<P>, now: Date) => Promise<{ subjects: TestedSubject[] }>
}

/** A question to Primum's own records that an automatic control test asks. */
export type ControlQuery = Omit<Definition<z.ZodObject>, 'run'> & {
  run: (ctx: Context, parameters: unknown, now: Date) => Promise<{ subjects: TestedSubject[] }>
}

/** Parameters are checked here, so that each query gets them in its own shape. */
export function controlQuery<P extends z.ZodObject>(definition: Definition<P>): ControlQuery {
  const { parametersSchema, run } = definition
  return {
    ...definition,
    run: async (ctx, parameters, now) => run(ctx, parametersSchema.parse(parameters), now),
  }
}
