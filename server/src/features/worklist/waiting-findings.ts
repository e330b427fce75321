import type { RequiredAction } from '@primum/core/findings/finding'
import type { Context } from '../../context.ts'
import type { WorklistItem } from './schemas.ts'
import { urgencyOf } from './urgency.ts'

const words: Record<RequiredAction, string> = {
  correct: 'put it right',
  prevent: 'remove its cause',
  retrain: 'retrain the version',
  're-evaluate': 'evaluate the version anew',
}

/** Findings that are the asker's or nobody's yet, and resolved ones that they may check. */
export async function waitingFindings(ctx: Context): Promise<WorklistItem[]> {
  const manages = ctx.may('findings.manage').allowed
  const checks = ctx.may('findings.check').allowed
  if (!manages && !checks) return []
  const rows = await ctx.db
    .selectFrom('findings')
    .leftJoin('ai_systems', 'ai_systems.id', 'findings.ai_system_id')
    .select(['findings.id', 'number', 'title', 'severity', 'status', 'owner_id', 'due_at'])
    .select(['required_action', 'resolved_by', 'ai_systems.synthetic'])
    .where('findings.organization_id', '=', ctx.organizationId)
    .where('status', '!=', 'verified')
    .where((eb) =>
      eb.or([
        eb('status', '=', 'resolved'),
        eb('owner_id', 'is', null),
        eb('owner_id', '=', ctx.actor.memberId),
      ]),
    )
    .orderBy('due_at')
    .limit(100)
    .execute()
  const now = ctx.now()
  return rows.flatMap((row): WorklistItem[] => {
    const resolved = row.status === 'resolved'
    const { id: resolver } = (row.resolved_by ?? {}) as { id?: string }
    if (resolved ? !checks || resolver === ctx.actor.id : !manages) return []
    const who = row.owner_id === null ? 'Nobody owns it yet.' : 'It is yours.'
    const grave = row.severity.charAt(0).toUpperCase() + row.severity.slice(1)
    const todo = words[row.required_action as RequiredAction]
    return [
      {
        id: `finding-${row.id}`,
        kind: 'finding',
        title: `Finding F-${row.number}: ${row.title}`,
        detail: resolved
          ? 'Resolved. Somebody else than who resolved it has to see whether it worked.'
          : `${grave}: ${todo}. ${who}`,
        path: `/findings/${row.id}`,
        action: resolved ? 'Check whether it worked' : 'Work on the finding',
        // What is resolved is in time; checking it has no date.
        dueAt: resolved ? null : row.due_at.toISOString(),
        clockNow: null,
        overdue: !resolved && row.due_at.getTime() < now.getTime(),
        urgency: resolved ? 'soon' : urgencyOf(row.due_at, now, row.severity === 'critical'),
        synthetic: row.synthetic ?? false,
      },
    ]
  })
}
