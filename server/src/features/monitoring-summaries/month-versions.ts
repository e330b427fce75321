import type { StablePeriod } from '@primum/core/monitoring/alias-history'
import type { Month } from '@primum/core/monitoring/ended-months'
import type { Context } from '../../context.ts'
import { deploymentsAt } from '../deployments/deployments-at.ts'
import { daysInMonth } from './month-monitors.ts'

/** Which versions were stable on which days of the month, in order. */
export async function versionsOf(
  ctx: Context,
  aiSystemId: string,
  month: Month,
  periods: readonly StablePeriod[],
) {
  const rows = await ctx.db
    .selectFrom('versions')
    .select(['id', 'label'])
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', ctx.organizationId)
    .execute()
  const labels = new Map(rows.map(({ id, label }) => [id, label]))
  return periods.flatMap((period) => {
    const days = daysInMonth(period, month)
    if (days === null) return []
    const { versionId: id, from: stableSince, to: stableUntil } = period
    return [{ id, label: labels.get(id) ?? '', stableSince, stableUntil, ...days }]
  })
}

/** What ran where when the month began, and what changed in it, oldest first. */
export async function deploymentsOf(ctx: Context, aiSystemId: string, month: Month) {
  const before = new Date(Date.parse(month.since) - 1)
  const atStart = await deploymentsAt(ctx, aiSystemId, { at: before, siteId: null })
  const rows = await ctx.db
    .selectFrom('deployments')
    .leftJoin('sites', 'sites.id', 'deployments.site_id')
    .leftJoin('versions', 'versions.id', 'deployments.version_id')
    .select(['sites.code as site', 'versions.label as version'])
    .select(['deployments.effective_at', 'deployments.alias_sequence'])
    .where('deployments.organization_id', '=', ctx.organizationId)
    .where('deployments.ai_system_id', '=', aiSystemId)
    .where('deployments.effective_at', '>=', new Date(month.since))
    .where('deployments.effective_at', '<', new Date(month.until))
    .orderBy('deployments.effective_at')
    .orderBy('deployments.alias_sequence')
    .orderBy('deployments.id')
    .execute()
  const named = ({ site, version }: (typeof atStart)[number]) => ({
    site: site?.code ?? null,
    version: version?.label ?? null,
  })
  return {
    atStart: atStart.map((each) => ({ ...named(each), since: each.effectiveAt })),
    changes: rows.map(({ site, version, effective_at: at, alias_sequence: sequence }) => ({
      ...{ site, version, at: at.toISOString(), sequence },
    })),
  }
}
