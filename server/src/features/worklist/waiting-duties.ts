import { sql } from 'kysely'
import { dutyDays } from '@primum/core/duties/due-on'
import { addDays, dayOfInstant } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { judgedDuties } from '../duties/judged-duties.ts'
import { ownedBy, selectDuties, unownedBy, waiting } from '../duties/listing.ts'
import { shownDuty } from '../duties/present.ts'
import type { WorklistItem } from './schemas.ts'
import { urgencyOf } from './urgency.ts'

const actions = { 'look-again': 'Look whether it still holds', met: 'Renew its evidence' } as const

/** Duties of the asker that are due soon, overdue, or to be looked at again. */
export async function waitingDuties(ctx: Context): Promise<WorklistItem[]> {
  if (!ctx.may('duties.manage').allowed) return []
  return [...(await ownDuties(ctx)), ...(await unownedDuties(ctx))]
}

async function ownDuties(ctx: Context): Promise<WorklistItem[]> {
  if (ctx.actor.memberId === null) return []
  const now = ctx.now()
  const today = dayOfInstant(now.toISOString())
  const where = sql`(judged.status = 'look-again' or judged.status in ('open', 'lapsed', 'met')
    and judged.place <= ${addDays(today, dutyDays)}::date)`
  const rows = await selectDuties(ctx, today, ownedBy(ctx), { where, limit: 100 })
  const library = await libraryOf(ctx)
  return rows.map((row) => {
    const duty = shownDuty(library, row, today)
    const { id, status, dueOn, requirement, aiSystem } = duty
    // In time until the last day ends.
    const dueAt = dueOn === null ? null : new Date(`${dueOn}T23:59:59.999Z`)
    return {
      id: `duty-${id}`,
      kind: 'duty',
      title: `${aiSystem.name}: ${requirement.title}`,
      detail: `${requirement.id}. ${duty.reason}`.slice(0, 300),
      path: `/obligations/${id}`,
      action: status === 'look-again' || status === 'met' ? actions[status] : 'Link evidence of it',
      dueAt: dueAt?.toISOString() ?? null,
      clockNow: null,
      overdue: duty.overdue,
      urgency: dueAt === null ? 'soon' : urgencyOf(dueAt, now),
      synthetic: false,
    }
  })
}

/** For who gives duties their owners: how many wait, and nobody sees to them. */
async function unownedDuties(ctx: Context): Promise<WorklistItem[]> {
  if (ctx.asker.kind !== 'person' || !ctx.asker.roles.includes('governance-lead')) return []
  const today = dayOfInstant(ctx.now().toISOString())
  const { rows } = await sql<{ count: number; due: string | null }>`
    select count(*) as count, min(due) as due
    from ${judgedDuties(ctx, today, unownedBy(ctx))} as judged
    where ${waiting}`.execute(ctx.db)
  const { count, due } = rows[0] ?? { count: 0, due: null }
  if (count === 0) return []
  const what = count === 1 ? '1 duty has' : `${count} duties have`
  return [
    {
      id: 'duties-unowned',
      kind: 'duty',
      title: `${what} no owner`,
      detail: `Nobody sees to what the law asks${due === null ? '' : `; the first is due on ${due}`}.`,
      path: '/obligations?unowned=true&status=waiting',
      action: 'Give them owners',
      dueAt: null,
      clockNow: null,
      overdue: false,
      urgency: 'soon',
      synthetic: false,
    },
  ]
}
