import type { Selectable } from 'kysely'
import type { Library } from '@primum/core/frameworks/library'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { GapAssessments } from '../../db/schema.gen.ts'
import { conflict, notFound } from '../../errors.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import type { gapAssessmentSummary } from './schemas.ts'

type Row = Selectable<GapAssessments>

export function toSummary(row: Row, library: Library): z.infer<typeof gapAssessmentSummary> {
  const title = library.frameworks.get(row.framework)?.title ?? row.framework
  return {
    id: row.id,
    framework: { id: row.framework, title },
    number: row.number,
    createdAt: row.created_at.toISOString(),
    createdBy: (row.created_by as unknown as ActorStamp).name,
    closedAt: row.closed_at?.toISOString() ?? null,
    closedBy: (row.closed_by as unknown as ActorStamp | null)?.name ?? null,
    digest: row.digest,
  }
}

export async function findGapAssessment(ctx: Context, id: string): Promise<Row> {
  const row = await ctx.db
    .selectFrom('gap_assessments')
    .selectAll()
    .where('id', '=', id)
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirst()
  if (row === undefined) throw notFound('gap assessment', id)
  return row
}

/** The open one, locked: what is closed never changes. */
export async function lockOpen(tx: Context, id: string): Promise<Row> {
  await findGapAssessment(tx, id)
  const row = await tx.db
    .selectFrom('gap_assessments')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (row.closed_at === null) return row
  throw conflict('gap-assessment-closed', 'This gap assessment is closed.', 'Open the next one.')
}

export type GapItem = {
  judgement: string | null
  note: string
  revision: number
  findingId: string | null
}

/** What was said of a requirement and is planned about it; null where nothing was. */
export async function loadItem(
  ctx: Context,
  id: string,
  requirementId: string,
): Promise<GapItem | null> {
  const row = await ctx.db
    .selectFrom('gap_items')
    .select(['judgement', 'note', 'revision', 'finding_id as findingId'])
    .where('gap_assessment_id', '=', id)
    .where('requirement_id', '=', requirementId)
    .executeTakeFirst()
  return row ?? null
}
