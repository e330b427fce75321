import type { Context } from '../../context.ts'
import { type Upload, loadUploadRow, toUpload } from './uploads.ts'

/** What is known of a file that was handed over; its values are not. */
export async function readUpload(ctx: Context, id: string): Promise<Upload> {
  ctx.authorize('validations.read')
  return toUpload(await loadUploadRow(ctx, id))
}
