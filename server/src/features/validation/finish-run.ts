import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import { digestOf } from '@primum/core/ledger/chain'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { plainJson } from '../../ledger/plain-json.ts'
import { sha256 } from '../../ledger/sha256.ts'
import { judgeRun } from '../../validation/run-summary.ts'
import { loadMeasuredVersion } from './measured-version.ts'
import { type Run, holdOwnRun, loadRun, runEvidence } from './runs.ts'
import { loadProtocol } from './store.ts'

/**
 * Writes down what a run found, judged by its protocol. Answers null where the run is no longer
 * this worker's: it was cancelled, or taken up by another.
 */
export async function finishRun(
  ctx: Context,
  found: { runId: string; worker: string; report: EvaluationReport },
): Promise<Run | null> {
  ctx.authorize('validations.write')
  const { runId, worker, report } = found
  return ctx.transaction(async (tx) => {
    const before = await holdOwnRun(tx, runId, worker)
    if (before === null) return null
    const protocol = await loadProtocol(tx, before.protocol.id)
    const version = await loadMeasuredVersion(tx, before.version.id)
    const { verdict, shown, summary } = judgeRun(report, protocol, {
      versionThreshold: version.threshold,
      required: protocol.sampleSize,
    })
    const signed = {
      run: { id: runId, silent: before.silent, roles: before.roles },
      protocol: { id: protocol.id, digest: protocol.digest },
      version: { id: version.id, digest: version.digest },
      files: [before.upload?.sha256 ?? null, before.baselineUpload?.sha256 ?? null],
      verdict,
      criteria: summary.criteria,
      report: shown,
    }
    await tx.db
      .updateTable('validation_runs')
      .set({
        state: 'done',
        step: 'Done',
        share: 1,
        report: JSON.stringify(report),
        shown_report: JSON.stringify(shown),
        summary: JSON.stringify(summary),
        verdict,
        digest: digestOf(sha256, plainJson(signed)),
        finished_at: tx.now(),
      })
      .where('id', '=', runId)
      .execute()
    const after = await loadRun(tx, runId)
    appendEntry(tx, {
      action: 'validation-runs.finish',
      subject: { type: 'validation-runs', id: runId },
      before: runEvidence(before),
      after: runEvidence(after),
      details: {
        aiSystemId: after.aiSystemId,
        versionId: version.id,
        verdict,
        digest: after.digest,
      },
    })
    return after
  })
}
