import { DatasetError } from '@primum/engine/dataset-error'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { describeUpload } from '../../validation/describe-upload.ts'
import { named, refusedDataset } from '../../validation/dataset-words.ts'
import { suggestUploadRoles } from '../../validation/suggest-upload-roles.ts'
import type { SentUpload } from '../../validation/upload-scope.ts'
import {
  endingOf,
  refuseTooLarge,
  removeUpload,
  storeUpload,
  uploadPath,
} from '../../validation/upload-files.ts'
import { uploadName } from './schemas.ts'
import { type Protocol, loadProtocol, requireLocked } from './store.ts'
import { type Upload, loadUploadRow, toUpload } from './uploads.ts'

/** Takes a file of predictions over for runs of a locked protocol. */
export async function uploadDataset(
  ctx: Context,
  protocolId: string,
  input: SentUpload,
): Promise<Upload> {
  ctx.authorize('validations.write')
  const { fileName } = parse(uploadName, { fileName: input.fileName })
  const protocol = await loadProtocol(ctx, protocolId)
  requireLocked(protocol)
  const { uploadLimitBytes } = ctx.services.validation
  refuseTooLarge(input.announcedBytes, uploadLimitBytes)
  const id = ctx.newId()
  const storedName = `${id}${endingOf(fileName)}`
  const path = uploadPath(ctx.services.validation, ctx.organizationId, storedName)
  const stored = await storeUpload(path, input.body(), uploadLimitBytes)
  try {
    const look = await lookAt(ctx, { path, fileName, protocol })
    return await ctx.transaction(async (tx) => {
      await tx.db
        .insertInto('dataset_uploads')
        .values({
          id,
          organization_id: tx.organizationId,
          ai_system_id: protocol.aiSystemId,
          protocol_id: protocol.id,
          file_name: fileName,
          stored_name: storedName,
          size: stored.size,
          sha256: stored.sha256,
          format: look.format,
          described_rows: look.describedRows,
          columns: JSON.stringify(look.columns),
          suggested_roles: JSON.stringify(look.suggestedRoles),
          created_by: JSON.stringify(tx.stamp()),
          created_at: tx.now(),
        })
        .execute()
      const after = toUpload(await loadUploadRow(tx, id))
      appendEntry(tx, {
        action: 'dataset-uploads.receive',
        subject: { type: 'dataset-uploads', id },
        before: null,
        after,
        details: {
          aiSystemId: protocol.aiSystemId,
          protocolId: protocol.id,
          sha256: stored.sha256,
          size: stored.size,
        },
      })
      return after
    })
  } catch (error) {
    await removeUpload(path)
    throw error
  }
}

async function lookAt(
  ctx: Context,
  { path, fileName, protocol }: { path: string; fileName: string; protocol: Protocol },
) {
  try {
    const described = await describeUpload(path, ctx.services.validation)
    return { ...described, suggestedRoles: suggestUploadRoles(described, protocol) }
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error
    throw refusedDataset(named(error.problems, [{ path, fileName }]))
  }
}
