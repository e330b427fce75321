import type { Readable } from 'node:stream'
import type { Context } from '../../context.ts'
import { openVerified } from '../../files/open-verified.ts'
import { loadVersion } from './store.ts'

export type VersionContent = {
  body: Readable | Buffer
  size: number
  mediaType: string
  fileName: string
}

/** The file of a version, whole and unchanged since it was handed over. */
export async function readContent(
  ctx: Context,
  id: string,
  number: number,
): Promise<VersionContent> {
  ctx.authorize('evidence.read')
  const {
    sha256,
    size,
    media_type: mediaType,
    file_name: fileName,
  } = await loadVersion(ctx, id, number)
  const key = { organizationId: ctx.organizationId, sha256 }
  const body = await openVerified(ctx.services.files.store, key, size)
  return { body, size, mediaType, fileName }
}
