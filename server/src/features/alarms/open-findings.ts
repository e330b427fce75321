import { actionOf } from '@primum/core/monitoring/monitor-action'
import type { MonitorAction } from '@primum/core/monitoring/monitor-record'
import { metricWords } from '@primum/core/monitoring/verdict-words'
import type { FindingSeverity, RequiredAction } from '@primum/core/findings/finding'
import type { Context } from '../../context.ts'
import type { Bench, JudgedMonitor } from '../../monitoring/judge-monitors.ts'
import { findAgain } from '../findings/find-again.ts'
import { openFinding } from '../findings/open-finding.ts'
import type { RaisedAlarm } from './raised-alarm.ts'
import { requestWork } from './request-work.ts'

/** The actions of a monitor that end as somebody's work, and what that work is. */
const required: Partial<Record<MonitorAction, RequiredAction>> = {
  finding: 'correct',
  'trigger-retraining': 'retrain',
}

/** Opens a finding for each alarm whose monitor asks for one, once while it is not closed. */
export async function openFindings(
  system: Context,
  bench: Bench,
  fresh: readonly { alarm: RaisedAlarm; each: JudgedMonitor }[],
): Promise<void> {
  for (const { alarm, each } of fresh) {
    const requiredAction = required[actionOf(each.monitor)]
    if (requiredAction === undefined) continue
    const { versionId } = bench.epoch
    const { monitorId, monitor } = each
    const severity = severityOf(alarm, each)
    const found = { monitorId, versionId, requiredAction, severity, reason: alarm.reason }
    const known = await findAgain(system, found)
    const asksToRetrain = requiredAction === 'retrain'
    if (known !== null) {
      // Whoever retrains was told when it was opened, and is told anew only where that did not help.
      if (!known.startsAgain || !asksToRetrain) continue
      const findingId = known.finding.id
      await requestWork(system, bench, { kind: 'retraining', alarm, findingId })
      continue
    }
    const label = await labelOf(system, versionId)
    const name = `${bench.system.name} ${label}`
    const todo = asksToRetrain
      ? `Retrain version ${label}, validate the new version, and register it.`
      : 'Find the cause and put it right.'
    const { id: findingId } = await openFinding(
      system,
      {
        title: `${name}: ${metricWords(monitor)}${retraining(requiredAction)}`.slice(0, 300),
        description: `${alarm.reason} ${todo}`.slice(0, 4000),
        severity,
        requiredAction,
        aiSystemId: bench.system.id,
        versionId,
        ownerId: await ownerOf(system, bench.system.modelOwner),
      },
      { type: 'monitor', alarmId: alarm.id, monitorId, monitorKey: monitor.key },
    )
    if (asksToRetrain) await requestWork(system, bench, { kind: 'retraining', alarm, findingId })
  }
}

function retraining(action: RequiredAction): string {
  return action === 'retrain' ? ' asks for retraining' : ' is to be put right'
}

/** Only what is confirmed is as grave as it looks. */
function severityOf({ level }: RaisedAlarm, { verdict }: JudgedMonitor): FindingSeverity {
  if (level !== 'critical') return 'minor'
  return verdict.confirmed ? 'critical' : 'major'
}

async function labelOf(ctx: Context, versionId: string): Promise<string> {
  const { label } = await ctx.db
    .selectFrom('versions')
    .select('label')
    .where('id', '=', versionId)
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirstOrThrow()
  return label
}

/** The record names the model owner in words; where those are one member's, the finding is theirs. */
async function ownerOf(ctx: Context, modelOwner: string | null): Promise<string | null> {
  if (modelOwner === null) return null
  const name = modelOwner.trim().toLowerCase()
  const rows = await ctx.db
    .selectFrom('members')
    .innerJoin('user', 'user.id', 'members.user_id')
    .select('members.id')
    .where('organization_id', '=', ctx.organizationId)
    .where('removed_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb(eb.fn<string>('lower', ['user.name']), '=', name),
        eb(eb.fn<string>('lower', ['user.email']), '=', name),
      ]),
    )
    .execute()
  return rows.length === 1 ? (rows[0]?.id ?? null) : null
}
