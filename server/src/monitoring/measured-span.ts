import { addDays, dayOfInstant } from '@primum/core/monitoring/days'
import { maturedThrough } from '@primum/core/monitoring/maturity'
import type { Context } from '../context.ts'
import { refusedBecause } from '../errors.ts'
import { loadAiSystem } from '../features/ai-systems/load-ai-system.ts'
import type { AiSystem } from '../features/ai-systems/ai-system.ts'
import { systemNow } from './system-now.ts'
import { loadVersionBaseline } from './version-baseline.ts'
import type { VersionBaseline } from './version-baseline.ts'

export type MeasuredSpan = {
  system: AiSystem
  version: VersionBaseline
  now: string
  /** the last day whose outcome windows have closed */
  matured: string
  from: string | null
  to: string | null
}

/** Which version and days a question is about, at the system's own time. */
export async function measuredSpan(
  ctx: Context,
  aiSystemId: string,
  query: { versionId?: string | undefined; from?: string | undefined; to?: string | undefined },
): Promise<MeasuredSpan> {
  const system = await loadAiSystem(ctx, aiSystemId)
  const versionId = query.versionId ?? (await newestVersionId(ctx, system))
  const version = await loadVersionBaseline(ctx, aiSystemId, versionId)
  const now = systemNow(ctx, system).toISOString()
  const days = await ctx.db
    .selectFrom('profiles')
    .select((eb) => [eb.fn.min('day').as('first'), eb.fn.max('day').as('last')])
    .where('version_id', '=', versionId)
    .where('attribute', '=', '')
    .executeTakeFirst()
  return {
    system,
    version,
    now,
    matured: maturedThrough(now, system.outcomeHorizonDays, system.outcomeGraceDays),
    from: query.from ?? days?.first ?? null,
    to: query.to ?? days?.last ?? null,
  }
}

/** The stable version, or where none is stable the one that was deployed last. */
async function newestVersionId(ctx: Context, system: AiSystem): Promise<string> {
  if (system.stableVersion !== null) return system.stableVersion.id
  const last = await ctx.db
    .selectFrom('alias_events')
    .select('to_version_id')
    .where('ai_system_id', '=', system.id)
    .where('to_version_id', 'is not', null)
    .orderBy('sequence', 'desc')
    .executeTakeFirst()
  if (last?.to_version_id) return last.to_version_id
  throw refusedBecause([
    {
      code: 'version-missing',
      message: 'This AI system has no version yet, so there is nothing to measure.',
      remedy: 'Register a version.',
      who: 'Model owner',
      where: `/ai-systems/${system.id}/versions`,
    },
  ])
}

/** Cuts a span into windows of equal length that end at its last day; the first may be shorter. */
export function windowsOf(
  from: string,
  to: string,
  length: number,
): { from: string; to: string }[] {
  const windows: { from: string; to: string }[] = []
  for (let end = to; end >= from; end = addDays(end, -length)) {
    const start = addDays(end, 1 - length)
    windows.unshift({ from: start < from ? from : start, to: end })
  }
  return windows.slice(-400)
}

export function earlier(a: string, b: string): string {
  return a < b ? a : b
}

export function today(now: string): string {
  return dayOfInstant(now)
}
