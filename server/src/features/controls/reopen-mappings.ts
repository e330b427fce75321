import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'

/**
 * Says of mappings of controls that what their requirement asks has changed: until somebody maps it
 * again, such a control meets a part at most.
 *
 * @param because why, by requirement
 */
export async function reopenMappings(
  ctx: Context,
  because: ReadonlyMap<string, string>,
): Promise<{ controlId: string; requirementId: string }[]> {
  ctx.authorize('content-packs.manage')
  return ctx.transaction(async (tx) => {
    const reopened: { controlId: string; requirementId: string }[] = []
    for (const [requirementId, lookAgain] of because) {
      const rows = await tx.db
        .updateTable('control_requirements')
        .set({ look_again: lookAgain })
        .where('organization_id', '=', tx.organizationId)
        .where('requirement_id', '=', requirementId)
        .returning('control_id')
        .execute()
      for (const { control_id: controlId } of rows) {
        reopened.push({ controlId, requirementId })
        appendEntry(tx, {
          action: 'controls.look-again',
          subject: { type: 'controls', id: controlId },
          before: null,
          after: { requirementId, lookAgain },
          details: { requirementId, lookAgain },
        })
      }
    }
    return reopened
  })
}
