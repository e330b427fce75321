import { z } from 'zod'
import { controlQuery } from './control-query.ts'
import { daysParameter } from './parameters.ts'

const dayMilliseconds = 86_400_000

export const criticalIncidentsClosed = controlQuery({
  id: 'critical-incidents-closed',
  title: 'Critical incidents are closed in time',
  about:
    'Every critical incident that was opened more than so many days ago is closed; resolved alone is not enough. Incidents of examples do not count.',
  parametersSchema: z.strictObject({
    days: daysParameter.default(30).describe('How many days it may be open'),
  }),
  // It forbids something: where no critical incident is open, none is open too long.
  whenNothing: 'passed',
  run: async (ctx, { days }, now) => {
    const rows = await ctx.db
      .selectFrom('incidents')
      .innerJoin('ai_systems', 'ai_systems.id', 'incidents.ai_system_id')
      .select(['incidents.id', 'incidents.number', 'incidents.title', 'incidents.status'])
      .select('incidents.opened_at')
      .where('incidents.organization_id', '=', ctx.organizationId)
      .where('incidents.severity', '=', 'critical')
      .where('incidents.status', '!=', 'closed')
      .where('ai_systems.synthetic', '=', false)
      .where('ai_systems.clock', '=', 'live')
      .orderBy('incidents.number')
      .execute()
    return {
      subjects: rows.map(({ id, number, title, status, opened_at: openedAt }) => ({
        subject: { type: 'incidents', id, label: `Incident ${number} ${title}` },
        ok: now.getTime() - openedAt.getTime() <= days * dayMilliseconds,
        reason: `it was opened on ${openedAt.toISOString().slice(0, 10)} and is ${status}`,
      })),
    }
  },
})
