import type { Context } from '../../context.ts'
import { conflict, refusedBecause } from '../../errors.ts'
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
  if (revision !== null && revision !== summary.revision) {
    const message = `Someone else changed ${summary.reference} meanwhile.`
    throw conflict('revision-changed', message, 'Load it again and repeat your change.')
  }
  if (summary.retiredAt !== null) {
    const message = `${summary.reference} is retired.`
    throw refusedBecause([{ code: 'control-retired', message, remedy: 'Write another control.' }])
  }
  return loaded
}
