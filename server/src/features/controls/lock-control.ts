import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { requireRevision } from '../../require-revision.ts'
import { loadControl } from './loaded-control.ts'
import type { LoadedControl } from './loaded-control.ts'

/**
 * A control that may change, held until the transaction ends; `revision` null takes it as it is.
 * Refused where it is retired, or somebody else changed it meanwhile.
 */
export async function lockControl(
  tx: Context,
  id: string,
  revision: number | null = null,
): Promise<LoadedControl> {
  await tx.db
    .selectFrom('controls')
    .select('id')
    .where('id', '=', id)
    .where('organization_id', '=', tx.organizationId)
    .forUpdate()
    .execute()
  const loaded = await loadControl(tx, id)
  const { summary } = loaded
  requireRevision(summary.revision, revision, `changed ${summary.reference}`)
  if (summary.retiredAt !== null) {
    const message = `${summary.reference} is retired.`
    throw refusedBecause([{ code: 'control-retired', message, remedy: 'Write another control.' }])
  }
  return loaded
}
