import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { removeUpload as removeFile, uploadPath } from '../../validation/upload-files.ts'
import { loadUploadRow, toUpload } from './uploads.ts'

/** Removes a file that was handed over, unless a run still needs it. Its record stays. */
export async function removeUpload(ctx: Context, id: string, reason: string): Promise<boolean> {
  ctx.authorize('validations.write')
  return ctx.transaction(async (tx) => {
    await tx.db
      .selectFrom('dataset_uploads')
      .select('id')
      .where('organization_id', '=', tx.organizationId)
      .where('id', '=', id)
      .forUpdate()
      .execute()
    const row = await loadUploadRow(tx, id)
    if (row.state === 'removed' || (await isNeeded(tx, id))) return false
    await tx.db
      .updateTable('dataset_uploads')
      .set({ state: 'removed', removed_at: tx.now(), removed_reason: reason })
      .where('id', '=', id)
      .execute()
    appendEntry(tx, {
      action: 'dataset-uploads.remove',
      subject: { type: 'dataset-uploads', id },
      before: toUpload(row),
      after: toUpload(await loadUploadRow(tx, id)),
      details: { aiSystemId: row.ai_system_id, sha256: row.sha256, reason },
    })
    // Before the record says so: a file without a record would be forgotten.
    await removeFile(uploadPath(tx.services.validation, tx.organizationId, row.stored_name))
    return true
  })
}

async function isNeeded(tx: Context, id: string): Promise<boolean> {
  const run = await tx.db
    .selectFrom('validation_runs')
    .select('id')
    .where((eb) => eb.or([eb('upload_id', '=', id), eb('baseline_upload_id', '=', id)]))
    .where('state', 'in', ['queued', 'running'])
    .limit(1)
    .executeTakeFirst()
  return run !== undefined
}
