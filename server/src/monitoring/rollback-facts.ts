import { referenceProfile } from '@primum/core/monitoring/baseline'
import { replayAliases } from '@primum/core/monitoring/alias-history'
import type { StablePeriod } from '@primum/core/monitoring/alias-history'
import { confirmedInputFailure } from '@primum/core/monitoring/confirmed-inputs'
import type { MetricEstimate } from '@primum/core/monitoring/metric-kind'
import { heardByPolicy } from '@primum/core/monitoring/monitor-action'
import { observedExpectedSums } from '@primum/core/monitoring/profile-views'
import { sql } from 'kysely'
import { overallSegment } from '@primum/core/monitoring/segment'
import { inputProblems } from '@primum/core/monitoring/rollback-input-schema'
import type { RollbackFacts, RollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import type { RollbackCandidate } from '@primum/core/monitoring/rollback-target'
import type { Context } from '../context.ts'
import type { AiSystem } from '../features/ai-systems/ai-system.ts'
import type { Bench, JudgedMonitor } from './judge-monitors.ts'
import { maturedDay } from './judge-monitors.ts'
import type { LiveMix } from './live-case-mix.ts'
import { acceptedMargin, caseMixOf, readLiveMix } from './live-case-mix.ts'
import { readServedPeriods } from './served-periods.ts'
import { readStableMoves } from './stable-moves.ts'
import { approvalsHold } from './target-approvals.ts'
import { loadVersionBaseline } from './version-baseline.ts'

type Judged = JudgedMonitor & { heldJudgements: number }

/** Everything the rollback policy decides by, read from the records at one moment. */
export async function readRollbackFacts(
  tx: Context,
  bench: Bench,
  judged: readonly Judged[],
  policy: RollbackPolicy,
): Promise<RollbackFacts> {
  const { system, epoch, now } = bench
  const history = replayAliases(await readStableMoves(tx, system.id))
  // Only something confirmed can take a version back; until then nobody needs to know where to.
  const needed = judged.some(({ verdict }) => verdict.confirmed)
  const served = needed ? history.served.filter((id) => id !== epoch.versionId) : []
  const live = needed ? await readLiveMix(tx, bench) : new Map()
  const candidates: RollbackCandidate[] = []
  for (const versionId of served) {
    const lastRolledBackFromAt = history.takenBackAt.get(versionId) ?? null
    const margin = acceptedMargin(judged)
    const { periods } = history
    const about = { bench, versionId, lastRolledBackFromAt, live, margin, periods }
    candidates.push(await candidateOf(tx, about, policy))
  }
  return {
    now,
    systemState: stateOf(system),
    currentVersionId: epoch.versionId,
    verdicts: judged.map(({ monitor, verdict, heldJudgements }) => ({
      ...heardByPolicy(monitor, verdict),
      state: verdict.state,
      reason: verdict.reason,
      monitorKey: monitor.key,
      metric: monitor.metric,
      versionId: epoch.versionId,
      inconclusiveSince: verdict.inconclusiveSince,
      heldJudgements,
    })),
    maturedPositives: maturedPositives(bench),
    ...confirmedInputFailure(
      judged.map(({ monitor, verdict }) => {
        return { monitor, verdict, estimate: verdict.estimate as MetricEstimate }
      }),
    ),
    outcomeHorizonDays: system.outcomeHorizonDays,
    candidates,
    lastRollbacks: history.rollbacks.toReversed(),
    lastAliasChangeAt: history.lastChangeAt,
  }
}

function stateOf(system: AiSystem): RollbackFacts['systemState'] {
  if (system.stage === 'retirement') return 'retired'
  return system.suspendedAt === null ? 'operating' : 'suspended'
}

function maturedPositives(bench: Bench): number {
  if (bench.compared === null) return 0
  const through = maturedDay(bench.system, bench.now)
  const window = bench.compared.profiles.window(overallSegment, bench.epoch.day, through)
  return observedExpectedSums(window, bench.system.labelPolicy).observed
}

/** What the registry and the monitors know of a version that served before. */
async function candidateOf(
  tx: Context,
  about: {
    bench: Bench
    versionId: string
    lastRolledBackFromAt: string | null
    live: LiveMix
    margin: number
    periods: readonly StablePeriod[]
  },
  policy: RollbackPolicy,
): Promise<RollbackCandidate> {
  const { bench, versionId, live, margin } = about
  const { system, epoch } = bench
  const { inputSchema } = await loadVersionBaseline(tx, system.id, epoch.versionId)
  const version = await loadVersionBaseline(tx, system.id, versionId)
  const { digest } = await tx.db
    .selectFrom('versions')
    .select('digest')
    .where('id', '=', versionId)
    .where('organization_id', '=', tx.organizationId)
    .executeTakeFirstOrThrow()
  const failed = await tx.db
    .selectFrom('alarms')
    .select('id')
    .where('version_id', '=', versionId)
    .where('level', '=', 'critical')
    // Drift alone says that patients changed, not that the version fails them.
    .where(sql<boolean>`(verdict->>'confirmed')::boolean`)
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst()
  const proved =
    version.baseline !== null && referenceProfile(version.baseline, overallSegment) !== null
  const held = await approvalsHold(tx, { id: versionId, digest }, policy.approvalsExpireAfterDays)
  return {
    versionId,
    exists: true,
    artifactDigestRecorded: /^[0-9a-f]{64}$/i.test(version.artifactSha256),
    withdrawn: version.withdrawn,
    schemaCompatible: inputProblems(version.inputSchema, inputSchema).length === 0,
    approvalsValid: !version.withdrawn && held,
    wasGood: proved && failed === undefined,
    served: await readServedPeriods(tx, system, version, {
      periods: about.periods,
      now: bench.now,
    }),
    caseMix: caseMixOf(version, live, { labelPolicy: system.labelPolicy, margin }),
    lastRolledBackFromAt: about.lastRolledBackFromAt,
  }
}
