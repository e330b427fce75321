import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { checkRoles } from './check-roles.ts'
import { runTarget } from './run-target.ts'
import { type Run, loadRun, runEvidence } from './runs.ts'
import { startRunRequest } from './schemas.ts'
import { loadProtocol, requireLocked } from './store.ts'
import { requireReadyUpload } from './uploads.ts'

/** Puts a run over a file that was handed over into the queue. */
export async function startRun(ctx: Context, protocolId: string, input: unknown): Promise<Run> {
  ctx.authorize('validations.write')
  const request = parse(startRunRequest, input)
  return ctx.transaction(async (tx) => {
    const protocol = await loadProtocol(tx, protocolId)
    requireLocked(protocol)
    await lockAiSystem(tx, protocol.aiSystemId)
    const upload = await requireReadyUpload(tx, { id: request.uploadId, protocolId })
    const baseline =
      request.baselineUploadId === undefined
        ? null
        : await requireReadyUpload(tx, { id: request.baselineUploadId, protocolId })
    checkRoles(request.roles, protocol, { upload, baseline })
    const { version, thresholds } = await runTarget(tx, protocol, request.versionId)
    const id = tx.newId()
    await tx.db
      .insertInto('validation_runs')
      .values({
        id,
        organization_id: tx.organizationId,
        ai_system_id: protocol.aiSystemId,
        protocol_id: protocol.id,
        version_id: version.id,
        upload_id: upload.id,
        baseline_upload_id: baseline?.id ?? null,
        roles: JSON.stringify(request.roles),
        thresholds,
        created_by: JSON.stringify(tx.stamp()),
        created_at: tx.now(),
      })
      .execute()
    const after = await loadRun(tx, id)
    appendEntry(tx, {
      action: 'validation-runs.start',
      subject: { type: 'validation-runs', id },
      before: null,
      after: runEvidence(after),
      details: {
        aiSystemId: protocol.aiSystemId,
        protocolId: protocol.id,
        versionId: version.id,
        uploadSha256: upload.sha256,
      },
    })
    tx.afterCommit.push(() => tx.services.validateSoon())
    return after
  })
}
