import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { sampleSizeRequest } from './schemas.ts'
import { sampleSizeOf } from './store.ts'

/** How many people the precision asks for; changes nothing. */
export async function computeSampleSize(ctx: Context, input: unknown) {
  ctx.authorize('validations.read')
  return sampleSizeOf(parse(sampleSizeRequest, input))
}
