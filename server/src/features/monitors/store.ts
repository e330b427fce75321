import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { bodyOf } from '../../monitoring/monitor-body.ts'
import type { StoredVerdict } from '../../monitoring/monitor-body.ts'
import { shownVerdict } from '../../monitoring/shown-verdict.ts'
import type { monitor } from './schemas.ts'

export type MonitorRecord = z.infer<typeof monitor>

function selectMonitors(ctx: Context) {
  return ctx.db
    .selectFrom('monitors')
    .select(['id', 'ai_system_id', 'key', 'body', 'enabled', 'updated_at'])
    .where('organization_id', '=', ctx.organizationId)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectMonitors>['executeTakeFirstOrThrow']>>

function toMonitor(row: Row, latest: StoredVerdict | null): MonitorRecord {
  const body = bodyOf(row)
  return {
    ...body,
    id: row.id,
    aiSystemId: row.ai_system_id,
    verdict: latest === null ? null : shownVerdict(latest, body),
    updatedAt: row.updated_at.toISOString(),
  }
}

export async function loadMonitor(ctx: Context, id: string): Promise<MonitorRecord> {
  const row = await selectMonitors(ctx).where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('monitor', id)
  return toMonitor(row, null)
}

/** The monitors of a system, each with its latest verdict on the version that is stable now. */
export async function listMonitors(ctx: Context, aiSystemId: string) {
  ctx.authorize('monitoring.read')
  const rows = await selectMonitors(ctx)
    .where('ai_system_id', '=', aiSystemId)
    .orderBy('key')
    .execute()
  const states = await ctx.db
    .selectFrom('monitor_states')
    .innerJoin('aliases', (join) =>
      join
        .onRef('aliases.version_id', '=', 'monitor_states.version_id')
        .on('aliases.alias', '=', 'stable'),
    )
    .select(['monitor_id', 'verdict'])
    .where('aliases.ai_system_id', '=', aiSystemId)
    .orderBy('epoch_sequence')
    .execute()
  const latest = new Map(
    states.map((state) => [state.monitor_id, state.verdict as unknown as StoredVerdict | null]),
  )
  return { items: rows.map((row) => toMonitor(row, latest.get(row.id) ?? null)) }
}
