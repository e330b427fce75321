import type { DatasetProblem } from '@primum/engine/dataset-error'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { type Run, holdOwnRun, loadRun, runEvidence } from './runs.ts'

/** Ends a run that cannot be carried out, with the reasons; nothing it had counted is kept. */
export async function failRun(
  ctx: Context,
  failed: { runId: string; worker: string; problems: readonly DatasetProblem[] },
): Promise<Run | null> {
  ctx.authorize('validations.write')
  const { runId, worker, problems } = failed
  return ctx.transaction(async (tx) => {
    const before = await holdOwnRun(tx, runId, worker)
    if (before === null) return null
    await tx.db
      .updateTable('validation_runs')
      .set({
        state: 'failed',
        step: 'Failed',
        problems: JSON.stringify(problems),
        finished_at: tx.now(),
      })
      .where('id', '=', runId)
      .execute()
    const after = await loadRun(tx, runId)
    appendEntry(tx, {
      action: 'validation-runs.fail',
      subject: { type: 'validation-runs', id: runId },
      before: runEvidence(before),
      after: runEvidence(after),
      details: {
        aiSystemId: after.aiSystemId,
        versionId: after.version.id,
        problems: problems.map(({ code }) => code),
      },
    })
    return after
  })
}
