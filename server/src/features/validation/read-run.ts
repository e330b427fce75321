import type { Context } from '../../context.ts'
import { type Run, loadRun } from './runs.ts'

export async function readRun(ctx: Context, id: string): Promise<Run> {
  ctx.authorize('validations.read')
  return loadRun(ctx, id)
}
