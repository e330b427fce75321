import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { Classifications } from '../../db/schema.gen.ts'
import type { classification } from './schemas.ts'

export type ClassificationRecord = z.infer<typeof classification>

function toClassification(row: Selectable<Classifications>): ClassificationRecord {
  return {
    id: row.id,
    aiSystemId: row.ai_system_id,
    tier: row.tier,
    result: row.result as unknown as ClassificationRecord['result'],
    override: row.override as unknown as ClassificationRecord['override'],
    answers: row.answers as unknown as ClassificationRecord['answers'],
    contentVersion: row.content_version,
    classifiedBy: row.classified_by as unknown as ClassificationRecord['classifiedBy'],
    createdAt: row.created_at.toISOString(),
  }
}

/** A system's classifications, newest first. */
export async function loadClassifications(
  ctx: Context,
  aiSystemId: string,
  limit = 200,
): Promise<ClassificationRecord[]> {
  const rows = await ctx.db
    .selectFrom('classifications')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
    .where('ai_system_id', '=', aiSystemId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toClassification)
}

/** The system's row is locked. Two in one millisecond keep their order: the newest decides. */
export async function insertClassification(
  tx: Context,
  made: Omit<ClassificationRecord, 'createdAt' | 'classifiedBy'>,
): Promise<ClassificationRecord> {
  const [before] = await loadClassifications(tx, made.aiSystemId, 1)
  const earliest = before === undefined ? 0 : Date.parse(before.createdAt) + 1
  const row = await tx.db
    .insertInto('classifications')
    .values({
      id: made.id,
      organization_id: tx.organizationId,
      ai_system_id: made.aiSystemId,
      content_version: made.contentVersion,
      answers: JSON.stringify(made.answers),
      result: JSON.stringify(made.result),
      tier: made.tier,
      override: made.override === null ? null : JSON.stringify(made.override),
      classified_by: JSON.stringify(tx.stamp()),
      created_at: new Date(Math.max(tx.now().getTime(), earliest)),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toClassification(row)
}
