import { ResponseSerializationError } from 'fastify-type-provider-zod'
import { z } from 'zod'

type Route = { schema: z.ZodType; method: string; url: string }

/**
 * Answers are cut to their schema and checked by it before they leave. A schema is compiled when its
 * first answer is written: interpreting it takes six times as long for a page of a list.
 */
export function compileAnswer({ schema, method, url }: Route): (answer: unknown) => string {
  let compiled: z.ZodType | null = null
  return (answer) => {
    compiled ??= z.compile(schema)
    const { success, data, error } = compiled.safeParse(answer)
    if (!success) throw new ResponseSerializationError(method, url, { cause: error })
    return JSON.stringify(data)
  }
}
