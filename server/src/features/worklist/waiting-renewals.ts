import type { Context } from '../../context.ts'
import { listEvidence } from '../evidence/list-evidence.ts'
import type { WorklistItem } from './schemas.ts'
import { urgencyOf } from './urgency.ts'

const words = {
  expired: 'Evidence has expired',
  'review-due': 'Evidence has to be reviewed',
  expiring: 'Evidence will soon not count',
} as const

const states = ['expired', 'review-due', 'expiring'] as const

/** Evidence of the asker that no longer counts, or soon will not. */
export async function waitingRenewals(ctx: Context): Promise<WorklistItem[]> {
  const { memberId } = ctx.actor
  if (memberId === null || !ctx.may('evidence.manage').allowed) return []
  const items: WorklistItem[] = []
  for (const state of states) {
    const query = { ownerId: memberId, state, sort: 'title', limit: 50 } as const
    for (const piece of (await listEvidence(ctx, query)).items) {
      const { id, title, freshness } = piece
      const dueAt = freshness.until === null ? null : new Date(`${freshness.until}T23:59:59.999Z`)
      items.push({
        id: `evidence-renewal-${id}`,
        kind: 'evidence-renewal',
        title: `${words[state]}: ${title}`,
        detail: freshness.reason,
        path: `/evidence/${id}`,
        action: 'Hand over a new version',
        dueAt: dueAt?.toISOString() ?? null,
        clockNow: null,
        overdue: dueAt === null,
        urgency: dueAt === null ? 'now' : urgencyOf(dueAt, ctx.now()),
        synthetic: false,
      })
    }
  }
  return items
}
