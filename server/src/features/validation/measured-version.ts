import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'

/** What validation needs to know of a version. */
export type MeasuredVersion = {
  id: string
  aiSystemId: string
  label: string
  digest: string
  threshold: number
  groupAttributes: string[]
  withdrawn: boolean
}

export async function loadMeasuredVersion(ctx: Context, id: string): Promise<MeasuredVersion> {
  const row = await ctx.db
    .selectFrom('versions')
    .select(['id', 'ai_system_id', 'label', 'digest', 'threshold'])
    .select(['group_attributes', 'withdrawn_at'])
    .where('organization_id', '=', ctx.organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw notFound('version', id)
  return {
    id: row.id,
    aiSystemId: row.ai_system_id,
    label: row.label,
    digest: row.digest,
    threshold: row.threshold,
    groupAttributes: row.group_attributes,
    withdrawn: row.withdrawn_at !== null,
  }
}
