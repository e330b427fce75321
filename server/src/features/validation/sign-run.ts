import type { Context } from '../../context.ts'
import { conflict, refusedBecause } from '../../errors.ts'
import { reauthenticate } from '../../identity/reauthenticate.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { recordSignOff } from '../sign-offs/record-sign-off.ts'
import { fileReport } from './file-report.ts'
import { type Run, holdRun, loadRun, runEvidence, runSubject } from './runs.ts'
import { signRunRequest } from './schemas.ts'

/** Signs the report of a run, met or not: from then on it is evidence. */
export async function signRun(ctx: Context, id: string, input: unknown): Promise<Run> {
  ctx.authorize('validations.sign')
  const { password, code, statement } = parse(signRunRequest, input)
  const method = await reauthenticate(ctx, { password, code })
  return ctx.transaction(async (tx) => {
    await lockAiSystem(tx, (await loadRun(tx, id)).aiSystemId)
    const before = await holdRun(tx, id)
    requireUnsigned(before)
    await tx.db
      .updateTable('validation_runs')
      .set({ signed_at: tx.now() })
      .where('id', '=', id)
      .execute()
    appendEntry(tx, {
      action: 'validation-runs.sign',
      subject: { type: 'validation-runs', id },
      before: runEvidence(before),
      after: { ...runEvidence(before), signedAt: tx.now() },
      details: {
        aiSystemId: before.aiSystemId,
        versionId: before.version.id,
        verdict: before.verdict,
        digest: before.digest,
      },
    })
    await recordSignOff(tx, {
      aiSystemId: before.aiSystemId,
      subjectType: runSubject,
      subjectId: id,
      meaning: 'sign-validation-report',
      digest: before.digest,
      statement: statement ?? null,
      method,
    })
    await fileReport(tx, id)
    return loadRun(tx, id)
  })
}

function requireUnsigned(run: Run): void {
  if (run.state !== 'done') {
    throw refusedBecause([
      {
        code: 'run-not-done',
        message: `There is no report to sign: the run is ${run.state}.`,
        remedy: 'Sign a run that is done.',
        where: `/ai-systems/${run.aiSystemId}/validation`,
      },
    ])
  }
  if (run.signedAt === null) return
  throw conflict('run-signed', 'This report is signed already.', 'Start another run.')
}
