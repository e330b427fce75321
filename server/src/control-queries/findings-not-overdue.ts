import { z } from 'zod'
import { controlQuery } from './control-query.ts'
import { daysParameter } from './parameters.ts'

const dayMilliseconds = 86_400_000

export const findingsNotOverdue = controlQuery({
  id: 'findings-not-overdue',
  title: 'No finding is overdue',
  about:
    'No finding that is still to be put right is overdue by more than so many days. What is resolved waits for its check and has no date. Findings of examples do not count.',
  parametersSchema: z.strictObject({
    days: daysParameter.default(0).describe('How many days it may be overdue'),
  }),
  // It forbids something: where no finding is open, none is overdue.
  whenNothing: 'passed',
  run: async (ctx, { days }, now) => {
    const rows = await ctx.db
      .selectFrom('findings')
      .leftJoin('ai_systems', 'ai_systems.id', 'findings.ai_system_id')
      .select(['findings.id', 'findings.number', 'findings.title', 'findings.due_at'])
      .where('findings.organization_id', '=', ctx.organizationId)
      .where('findings.status', 'not in', ['resolved', 'verified'])
      .where((eb) =>
        eb.or([
          eb('findings.ai_system_id', 'is', null),
          eb.and([eb('ai_systems.synthetic', '=', false), eb('ai_systems.clock', '=', 'live')]),
        ]),
      )
      .orderBy('findings.number')
      .execute()
    return {
      subjects: rows.map(({ id, number, title, due_at: dueAt }) => {
        const late = now.getTime() - dueAt.getTime() > days * dayMilliseconds
        return {
          subject: { type: 'findings', id, label: `F-${number} ${title}` },
          ok: !late,
          reason: `it ${dueAt < now ? 'was' : 'is'} due on ${dueAt.toISOString().slice(0, 10)}`,
        }
      }),
    }
  },
})
