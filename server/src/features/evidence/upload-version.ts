import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { dropUnused, requireKept } from '../../files/kept-content.ts'
import { inspectFile } from '../../files/inspect-file.ts'
import { discardFile, receiveFile, refuseTooLarge } from '../../files/receive-file.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import type { SentUpload } from '../../validation/upload-scope.ts'
import { evidenceUpload } from './schemas.ts'
import { insertVersion, loadEvidence, lockEvidence, refuseWithdrawn, today } from './store.ts'
import type { Evidence } from './store.ts'

export type SentVersion = {
  effectiveFrom?: string | undefined
  effectiveUntil?: string | undefined
  note?: string | undefined
}

/** Takes over a file as the newest version: checked and kept before anything is written down. */
export async function uploadVersion(
  ctx: Context,
  id: string,
  sent: SentUpload,
  said: SentVersion,
  revision: number | null = null,
): Promise<Evidence> {
  ctx.authorize('evidence.manage')
  const request = parse(evidenceUpload, { ...said, fileName: sent.fileName })
  const { effectiveFrom = today(ctx), effectiveUntil = null } = request
  if (effectiveUntil !== null && effectiveUntil < effectiveFrom) {
    throw invalid('effectiveUntil', 'The last day lies before the first one.')
  }
  refuseWithdrawn(await loadEvidence(ctx, id))
  const { files } = ctx.services
  refuseTooLarge(files, sent.announcedBytes)
  const { path, size, sha256 } = await receiveFile(files, sent.body())
  const key = { organizationId: ctx.organizationId, sha256 }
  try {
    const { mediaType, fileName } = await inspectFile({ path, size }, request.fileName)
    await files.store.put(key, { path, size })
    const recorded = ctx.transaction(async (tx) => {
      const before = await lockEvidence(tx, id, revision)
      refuseWithdrawn(before)
      await requireKept(tx, key)
      const period = { effectiveFrom, effectiveUntil }
      const note = request.note ?? null
      await insertVersion(tx, before, { sha256, size, mediaType, fileName, ...period, note })
      const after = await loadEvidence(tx, id)
      appendEntry(tx, {
        action: 'evidence.upload-version',
        subject: { type: 'evidence', id },
        before,
        after,
        details: { number: after.versionCount, sha256, size, mediaType, ...period },
      })
      return after
    })
    return await recorded.catch(async (error: unknown) => {
      await dropUnused(ctx.services, key).catch(() => undefined)
      throw error
    })
  } finally {
    await discardFile(path)
  }
}
