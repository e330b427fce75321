import type { Context } from '../../context.ts'
import { loadAliases } from './store.ts'
import type { Aliases } from './store.ts'

/** Where candidate, stable and previous stand. */
export async function readAliases(ctx: Context, aiSystemId: string): Promise<Aliases> {
  ctx.authorize('versions.read')
  return loadAliases(ctx, aiSystemId)
}
