import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { DatasetUploads } from '../../db/schema.gen.ts'
import { PrimumError, notFound } from '../../errors.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import { uploadLifeMilliseconds } from '../../validation/upload-life.ts'
import type { datasetUpload } from './schemas.ts'

export type Upload = z.infer<typeof datasetUpload>
export type UploadRow = Selectable<DatasetUploads>

export async function loadUploadRow(ctx: Context, id: string): Promise<UploadRow> {
  const row = await ctx.db
    .selectFrom('dataset_uploads')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw notFound('uploaded file', id)
  return row
}

/** An upload of this protocol whose file is still here. */
export async function requireReadyUpload(
  ctx: Context,
  input: { id: string; protocolId: string },
): Promise<UploadRow> {
  const row = await loadUploadRow(ctx, input.id)
  if (row.protocol_id !== input.protocolId) throw notFound('uploaded file', input.id)
  if (row.state === 'ready') return row
  const message = `${row.file_name} is no longer here: ${row.removed_reason ?? 'it was removed'}.`
  throw new PrimumError('conflict', message, {
    reasons: [{ code: 'upload-removed', message, remedy: 'Hand the file over again.' }],
  })
}

export function toUpload(row: UploadRow): Upload {
  return {
    id: row.id,
    protocolId: row.protocol_id,
    aiSystemId: row.ai_system_id,
    fileName: row.file_name,
    size: row.size,
    sha256: row.sha256,
    format: row.format as Upload['format'],
    state: row.state as Upload['state'],
    describedRows: row.described_rows,
    columns: row.columns as unknown as Upload['columns'],
    suggestedRoles: row.suggested_roles as unknown as Upload['suggestedRoles'],
    createdBy: row.created_by as unknown as ActorStamp,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.state === 'ready' ? expiryOf(row).toISOString() : null,
    removedAt: row.removed_at?.toISOString() ?? null,
    removedReason: row.removed_reason,
  }
}

function expiryOf(row: UploadRow): Date {
  return new Date(row.created_at.getTime() + uploadLifeMilliseconds)
}
