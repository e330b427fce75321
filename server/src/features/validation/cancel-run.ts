import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { type Run, holdRun, loadRun, runEvidence } from './runs.ts'

/** Stops a run that waits or goes on; nothing of it is kept. */
export async function cancelRun(ctx: Context, id: string): Promise<Run> {
  ctx.authorize('validations.write')
  return ctx.transaction(async (tx) => {
    const before = await holdRun(tx, id)
    if (before.state !== 'queued' && before.state !== 'running') {
      const message = `This run has ended: it is ${before.state}.`
      throw conflict('run-ended', message, 'Start another run.')
    }
    await tx.db
      .updateTable('validation_runs')
      .set({ state: 'cancelled', step: 'Cancelled', finished_at: tx.now() })
      .where('id', '=', id)
      .execute()
    const after = await loadRun(tx, id)
    appendEntry(tx, {
      action: 'validation-runs.cancel',
      subject: { type: 'validation-runs', id },
      before: runEvidence(before),
      after: runEvidence(after),
      details: { aiSystemId: after.aiSystemId, versionId: after.version.id },
    })
    tx.afterCommit.push(() => tx.services.stopValidation(id))
    return after
  })
}
