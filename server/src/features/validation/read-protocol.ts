import type { Context } from '../../context.ts'
import { type Protocol, loadProtocol } from './store.ts'

export async function readProtocol(ctx: Context, id: string): Promise<Protocol> {
  ctx.authorize('validations.read')
  return loadProtocol(ctx, id)
}
