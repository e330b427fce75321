import { maturedThrough } from '@primum/core/monitoring/maturity'
import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { systemNow } from '../../monitoring/system-now.ts'
import { parse } from '../../parse.ts'
import { silentRoles } from '../../validation/silent-rows.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import type { MeasuredVersion } from './measured-version.ts'
import { runTarget } from './run-target.ts'
import { type Run, loadRun, runEvidence } from './runs.ts'
import { startSilentRunRequest } from './schemas.ts'
import { type Protocol, loadProtocol, requireLocked } from './store.ts'

/** Puts a run over live predictions whose outcomes are due into the queue: no file is needed. */
export async function startSilentRun(
  ctx: Context,
  protocolId: string,
  input: unknown,
): Promise<Run> {
  ctx.authorize('validations.write')
  const request = parse(startSilentRunRequest, input)
  return ctx.transaction(async (tx) => {
    const protocol = await loadProtocol(tx, protocolId)
    requireLocked(protocol)
    const system = await lockAiSystem(tx, protocol.aiSystemId)
    const { version, thresholds } = await runTarget(tx, protocol, request.versionId)
    requireSilentGroups(protocol, version)
    const silent = await maturedDays(tx, { system, version, request })
    const id = tx.newId()
    await tx.db
      .insertInto('validation_runs')
      .values({
        id,
        organization_id: tx.organizationId,
        ai_system_id: system.id,
        protocol_id: protocol.id,
        version_id: version.id,
        silent: JSON.stringify(silent),
        roles: JSON.stringify(silentRoles(protocol.subgroups)),
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
        aiSystemId: system.id,
        protocolId: protocol.id,
        versionId: version.id,
        ...silent,
      },
    })
    tx.afterCommit.push(() => tx.services.validateSoon())
    return after
  })
}

/** The asked days that have predictions and whose outcomes are due by now. */
async function maturedDays(
  tx: Context,
  asked: { system: AiSystem; version: MeasuredVersion; request: { from: string; to: string } },
): Promise<{ from: string; to: string }> {
  const { system, version, request } = asked
  const { outcomeHorizonDays, outcomeGraceDays } = system
  const now = systemNow(tx, system).toISOString()
  const through = maturedThrough(now, outcomeHorizonDays, outcomeGraceDays)
  const to = request.to < through ? request.to : through
  const days = await tx.services.telemetry.daysOf(tx, system.id, version.id)
  const found = days.filter(({ day }) => day >= request.from && day <= to)
  if (found.length > 0) return { from: request.from, to }
  const message =
    `Version ${version.label} has no predictions from ${request.from} to ${request.to} ` +
    `whose outcomes are due; outcomes are due for days through ${through}.`
  throw refusedBecause([
    {
      code: 'no-matured-predictions',
      message,
      remedy: 'Choose earlier days, or wait until outcomes are due.',
      who: 'Model owner',
      where: `/ai-systems/${system.id}/monitoring`,
    },
  ])
}

function requireSilentGroups(protocol: Protocol, version: MeasuredVersion): void {
  const known = [...version.groupAttributes, 'site']
  const reasons = protocol.subgroups
    .filter((name) => !known.includes(name))
    .map((name) => ({
      code: 'subgroup-not-sent',
      message: `Predictions of version ${version.label} carry no ${name}.`,
      remedy: 'Declare the group with the version, or measure it on a file.',
    }))
  if (protocol.unit.aggregation !== 'none') {
    reasons.push({
      code: 'encounters-not-sent',
      message: 'Live predictions do not say which encounter they belong to.',
      remedy: 'Write a protocol whose unit is the prediction, or measure a file.',
    })
  }
  if (reasons.length > 0) throw refusedBecause(reasons)
}
