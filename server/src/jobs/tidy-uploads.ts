import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Context, systemActor } from '../context.ts'
import type { Services } from '../context.ts'
import { removeUpload } from '../features/validation/remove-upload.ts'
import { removeUpload as removeFile } from '../validation/upload-files.ts'
import { uploadLifeMilliseconds } from '../validation/upload-life.ts'

/** Files of patients' data live for a day at most; a run that still needs one keeps it. */
export async function tidyUploads(
  services: Services,
  onError: (error: unknown) => void,
): Promise<void> {
  const rows = await services.db
    .selectFrom('dataset_uploads')
    .select(['id', 'organization_id'])
    .where('state', '=', 'ready')
    .where('created_at', '<', new Date(services.clock().getTime() - uploadLifeMilliseconds))
    .execute()
  for (const { id, organization_id: organizationId } of rows) {
    const ctx = new Context({
      services,
      organizationId,
      actor: systemActor,
      asker: { kind: 'system' },
    })
    await removeUpload(ctx, id, 'a day has passed').catch(onError)
  }
  await removeStrays(services).catch(onError)
}

/** What a crash left: files of an upload or a run that never came into the database. */
async function removeStrays({ validation, db }: Services): Promise<void> {
  const known = await db
    .selectFrom('dataset_uploads')
    .select('stored_name')
    .where('state', '=', 'ready')
    .execute()
  const names = new Set(known.map((row) => row.stored_name))
  const entries = await readdir(validation.uploadsFolder, {
    recursive: true,
    withFileTypes: true,
  }).catch(() => [])
  for (const entry of entries.filter((each) => each.isFile() && !names.has(each.name))) {
    const path = join(entry.parentPath, entry.name)
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs > uploadLifeMilliseconds) await removeFile(path)
  }
}
