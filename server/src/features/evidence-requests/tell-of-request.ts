import type { Context } from '../../context.ts'
import { sendNotifications } from '../notifications/send-notifications.ts'
import type { Recipients } from '../notifications/send-notifications.ts'
import type { EvidenceRequest } from './store.ts'

/** Tells who is asked, and who asked what became of it. */
export async function tellOfRequest(
  ctx: Context,
  request: EvidenceRequest,
  news: 'asked' | 'fulfilled' | 'cancelled',
): Promise<void> {
  const { askedOf, createdBy, title, dueOn, evidence, cancellationReason } = request
  const asked: Recipients =
    askedOf.role === null ? { userIds: [askedOf.member?.userId ?? ''] } : [askedOf.role]
  const words = {
    asked: [`Evidence is wanted by ${dueOn}: ${title}`, request.description],
    fulfilled: [`Evidence was filed: ${title}`, evidence?.title ?? ''],
    cancelled: [`Evidence is no longer wanted: ${title}`, cancellationReason ?? ''],
  } as const
  const [headline, body] = words[news]
  await sendNotifications(
    ctx.asSystem(),
    news === 'fulfilled' ? { userIds: [createdBy.id] } : asked,
    {
      kind: 'evidence-request',
      title: headline.slice(0, 300),
      body: body.slice(0, 2000),
      path: `/evidence-requests/${request.id}`,
    },
  )
}
