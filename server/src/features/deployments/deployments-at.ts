import type { Context } from '../../context.ts'
import { selectDeployments, toDeployment } from './store.ts'

/**
 * The latest deployment of each place at a moment, in the system's own time. A site that had none
 * of its own yet ran what ran everywhere.
 */
export async function deploymentsAt(
  ctx: Context,
  aiSystemId: string,
  moment: { at: Date; siteId: string | null },
) {
  let select = selectDeployments(ctx, aiSystemId)
    .distinctOn('deployments.site_id')
    .where('deployments.effective_at', '<=', moment.at)
  if (moment.siteId !== null) {
    const { siteId } = moment
    select = select.where((eb) =>
      eb.or([eb('deployments.site_id', '=', siteId), eb('deployments.site_id', 'is', null)]),
    )
  }
  const rows = await select
    .orderBy('deployments.site_id')
    .orderBy('deployments.effective_at', 'desc')
    .orderBy('deployments.alias_sequence', 'desc')
    .orderBy('deployments.created_at', 'desc')
    .execute()
  const own = rows.filter((row) => row.site_id === moment.siteId)
  return (moment.siteId !== null && own.length > 0 ? own : rows).map(toDeployment)
}
