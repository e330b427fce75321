import { referenceProfile } from '@primum/core/monitoring/baseline'
import { observedExpectedSums } from '@primum/core/monitoring/profile-views'
import { sql } from 'kysely'
import { overallSegment } from '@primum/core/monitoring/segment'
import type { RollbackFacts } from '@primum/core/monitoring/rollback-policy'
import type { RollbackCandidate } from '@primum/core/monitoring/rollback-target'
import type { Context } from '../context.ts'
import type { ActorStamp } from '../ledger/actor-stamp.ts'
import type { AiSystem } from '../features/ai-systems/ai-system.ts'
import type { Epoch } from './epoch.ts'
import type { Bench, JudgedMonitor } from './judge-monitors.ts'
import { maturedDay } from './judge-monitors.ts'
import { loadVersionBaseline } from './version-baseline.ts'

/** Everything the rollback policy decides by, read from the records at one moment. */
export async function readRollbackFacts(
  tx: Context,
  bench: Bench,
  judged: readonly JudgedMonitor[],
): Promise<RollbackFacts> {
  const { system, epoch, now } = bench
  const events = await tx.db
    .selectFrom('alias_events')
    .select(['sequence', 'from_version_id', 'to_version_id', 'cause', 'actor', 'effective_at'])
    .where('ai_system_id', '=', system.id)
    .where('alias', '=', 'stable')
    .orderBy('sequence', 'desc')
    .execute()
  const served = [...new Set(events.map((event) => event.to_version_id))].filter(
    (id): id is string => id !== null && id !== epoch.versionId,
  )
  const backFrom = new Map<string, string>()
  for (const event of events) {
    const { from_version_id: from } = event
    const takenBack = event.cause === 'rollback' || event.cause === 'suspension'
    if (takenBack && from !== null && !backFrom.has(from)) {
      backFrom.set(from, event.effective_at.toISOString())
    }
  }
  const candidates: RollbackCandidate[] = []
  for (const id of served)
    candidates.push(await candidateOf(tx, system, epoch, id, backFrom.get(id)))
  const rollbacks = events.filter((event) => event.cause === 'rollback')
  return {
    now,
    systemState: stateOf(system),
    currentVersionId: epoch.versionId,
    verdicts: judged.map(({ monitor, verdict }) => ({
      state: verdict.state,
      level: verdict.level,
      confirmed: verdict.confirmed,
      reason: verdict.reason,
      monitorKey: monitor.key,
      metric: monitor.metric,
      severity: monitor.severity,
      versionId: epoch.versionId,
      inconclusiveSince: verdict.inconclusiveSince,
    })),
    maturedPositives: maturedPositives(bench),
    candidates,
    lastRollbacks: rollbacks.map((event) => ({
      at: event.effective_at.toISOString(),
      automatic: (event.actor as unknown as ActorStamp).kind === 'system',
    })),
    lastAliasChangeAt: events[0]?.effective_at.toISOString() ?? null,
  }
}

function stateOf(system: AiSystem): RollbackFacts['systemState'] {
  if (system.stage === 'retirement') return 'retired'
  return system.suspendedAt === null ? 'operating' : 'suspended'
}

function maturedPositives(bench: Bench): number {
  const through = maturedDay(bench.system, bench.now)
  const window = bench.profiles.window(overallSegment, bench.epoch.day, through)
  return observedExpectedSums(window, bench.system.labelPolicy).observed
}

/** What the registry and the monitors know of a version that served before. */
async function candidateOf(
  tx: Context,
  system: AiSystem,
  epoch: Epoch,
  versionId: string,
  lastRolledBackFromAt: string | undefined,
): Promise<RollbackCandidate> {
  const live = await loadVersionBaseline(tx, system.id, epoch.versionId)
  const version = await loadVersionBaseline(tx, system.id, versionId)
  const failed = await tx.db
    .selectFrom('alarms')
    .select('id')
    .where('version_id', '=', versionId)
    .where('level', '=', 'critical')
    // Drift alone says that patients changed, not that the version fails them.
    .where(sql<boolean>`(verdict->>'confirmed')::boolean`)
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst()
  const known = new Set(live.inputSchema.map((feature) => feature.name))
  const proved =
    version.baseline !== null && referenceProfile(version.baseline, overallSegment) !== null
  return {
    versionId,
    exists: true,
    artifactDigestRecorded: version.artifactSha256 !== '',
    withdrawn: version.withdrawn,
    schemaCompatible: version.inputSchema.every((feature) => known.has(feature.name)),
    // It was promoted through the gate and its approvals; withdrawing is how they end.
    approvalsValid: !version.withdrawn,
    wasGood: proved && failed === undefined,
    lastRolledBackFromAt: lastRolledBackFromAt ?? null,
  }
}
