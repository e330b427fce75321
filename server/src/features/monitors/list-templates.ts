import { describeLine } from '@primum/core/monitoring/monitor-templates'
import type { Context } from '../../context.ts'

/** Where reviewed texts are to be sent, once the program takes them. */
const reviewsSentTo = 'The program does not take reviews yet: keep them where texts are reviewed.'

/** The templates of monitors by use case, in the order of the content. */
export async function listTemplates(ctx: Context) {
  ctx.authorize('monitoring.read')
  const { version, templates } = await ctx.services.content.monitorTemplates()
  return {
    contentVersion: version,
    items: templates.map(({ monitors, reviews, ...template }) => ({
      ...template,
      monitors: monitors.map(describeLine),
      reviews: reviews.map((review) => ({ ...review, available: false, sentTo: reviewsSentTo })),
    })),
  }
}
