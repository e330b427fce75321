import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import { systemClock } from '../../telemetry/sender-facts.ts'
import type { FeedbackResponse } from './feedback-row.ts'
import type { feedbackQuery } from './schemas.ts'

/** What clinicians answered, newest first. */
export async function listFeedback(
  ctx: Context,
  aiSystemId: string,
  query: z.infer<typeof feedbackQuery>,
) {
  ctx.authorize('monitoring.read')
  await systemClock(ctx, aiSystemId)
  let select = ctx.db
    .selectFrom('feedback')
    .selectAll()
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', ctx.organizationId)
  if (query.response !== undefined) select = select.where('response', '=', query.response)
  if (query.unit !== undefined) select = select.where('unit', '=', query.unit)
  if (query.cursor !== undefined) {
    const [at, id, role] = decodeCursor(query.cursor, 3)
    select = select.where((eb) =>
      eb(
        eb.refTuple('at', 'prediction_id', 'role'),
        '<',
        eb.tuple(new Date(String(at)), String(id), String(role)),
      ),
    )
  }
  const rows = await select
    .orderBy('at', 'desc')
    .orderBy('prediction_id', 'desc')
    .orderBy('role', 'desc')
    .limit(query.limit + 1)
    .execute()
  return toPage(
    rows,
    query.limit,
    (row) => ({
      predictionId: row.prediction_id,
      response: row.response as FeedbackResponse,
      reason: row.reason,
      comment: row.comment,
      unit: row.unit,
      role: row.role === '' ? null : row.role,
      at: row.at.toISOString(),
      receivedAt: row.received_at.toISOString(),
    }),
    (row) => [row.at.toISOString(), row.prediction_id, row.role],
  )
}
