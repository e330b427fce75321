import { describeLine } from '@primum/core/monitoring/monitor-templates'
import type { Context } from '../../context.ts'

/** The templates of monitors by use case, in the order of the content. */
export async function listTemplates(ctx: Context) {
  ctx.authorize('monitoring.read')
  const { version, templates } = await ctx.services.content.monitorTemplates()
  return {
    contentVersion: version,
    items: templates.map(({ monitors, ...template }) => ({
      ...template,
      monitors: monitors.map(describeLine),
    })),
  }
}
