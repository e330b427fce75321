import { z } from 'zod'
import type { Context } from '../../context.ts'
import { controlQueries } from '../../control-queries/registry.ts'
import type { controlQueryList } from './schemas.ts'

/** What an automatic test can ask, with the parameters of each as a form needs them. */
export async function listQueries(ctx: Context): Promise<z.input<typeof controlQueryList>> {
  ctx.authorize('controls.read')
  return {
    items: [...controlQueries.values()].map(({ id, title, about, whenNothing, ...query }) => ({
      ...{ id, title, about, whenNothing },
      parameters: z.toJSONSchema(query.parametersSchema, { io: 'input' }) as Record<
        string,
        unknown
      >,
    })),
  }
}
