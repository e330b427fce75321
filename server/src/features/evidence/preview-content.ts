import { mediaTypeTitle, mediaTypes } from '@primum/core/evidence/media-types'
import type { Preview } from '@primum/core/evidence/media-types'
import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { readContent } from './read-content.ts'
import type { VersionContent } from './read-content.ts'
import { loadVersion } from './store.ts'

const mebibyte = 1024 * 1024

/** Beyond these a browser takes long, and looking at the file itself serves better. */
const mostBytes: Record<Preview, number> = {
  picture: 20 * mebibyte,
  pdf: 50 * mebibyte,
  text: mebibyte,
}

/** The file of a version to be looked at; whatever is written as text is shown as plain text. */
export async function previewContent(
  ctx: Context,
  id: string,
  number: number,
): Promise<VersionContent> {
  ctx.authorize('evidence.read')
  const { media_type: mediaType, size } = await loadVersion(ctx, id, number)
  const preview = mediaTypes[mediaType]?.preview ?? null
  const title = mediaTypeTitle(mediaType)
  if (preview === null) refuse(`A file of the type ${title} cannot be shown here.`)
  if (size > mostBytes[preview]) {
    refuse(`A file of the type ${title} is shown up to ${mostBytes[preview] / mebibyte} MiB.`)
  }
  const content = await readContent(ctx, id, number)
  return preview === 'text' ? { ...content, mediaType: 'text/plain; charset=utf-8' } : content
}

function refuse(message: string): never {
  throw refusedBecause([{ code: 'not-previewable', message, remedy: 'Download the file.' }])
}
