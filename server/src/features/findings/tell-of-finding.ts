import type { Role } from '@primum/core/access/roles'
import type { Context } from '../../context.ts'
import { sendNotifications } from '../notifications/send-notifications.ts'
import type { Finding } from './store.ts'

const assigners: readonly Role[] = ['governance-lead', 'model-owner']
const checkers: readonly Role[] = ['governance-lead', 'committee-member', 'internal-auditor']

const words = {
  opened: 'was opened',
  assigned: 'is yours',
  resolved: 'is resolved; somebody else checks whether it worked',
  verified: 'is verified and closed',
  reopened: 'starts again',
} as const

/** Tells who has to act next: the owner, who can give it one, or who can check it. */
export async function tellOfFinding(
  ctx: Context,
  finding: Finding,
  news: keyof typeof words,
): Promise<void> {
  const { owner, resolvedBy, reference, title, steps } = finding
  const people = [owner?.userId, news === 'opened' ? undefined : resolvedBy?.id]
  const userIds = people.filter((id) => id !== undefined)
  const to = news === 'resolved' ? checkers : userIds.length === 0 ? assigners : { userIds }
  const reason = steps.at(-1)?.reason
  await sendNotifications(ctx.asSystem(), to, {
    kind: 'finding',
    title: `Finding ${reference} ${words[news]}: ${title}`.slice(0, 300),
    body: (reason ?? finding.description).slice(0, 2000),
    path: `/findings/${finding.id}`,
  })
}
