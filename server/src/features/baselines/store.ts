import type { Selectable } from 'kysely'
import type { Baseline } from '@primum/core/monitoring/baseline'
import type { LabelPolicy } from '@primum/core/monitoring/profile-views'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import type { Baselines } from '../../db/schema.gen.ts'
import { notFound } from '../../errors.ts'
import { isSmallCell } from '../../monitoring/small-cells.ts'
import { baselineMetrics } from '../../registry/baseline-metrics.ts'
import type { baseline } from './schemas.ts'

export async function loadBaselineRow(ctx: Context, id: string): Promise<Selectable<Baselines>> {
  const row = await ctx.db
    .selectFrom('baselines')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw notFound('baseline', id)
  return row
}

export function toBaseline(
  row: Selectable<Baselines>,
  options: { labelPolicy: LabelPolicy; full: boolean },
): z.infer<typeof baseline> {
  const body = row.body as unknown as Baseline
  return {
    id: row.id,
    aiSystemId: row.ai_system_id,
    digest: row.digest,
    rowCount: row.row_count,
    thresholds: body.thresholds,
    groups: body.groups,
    features: body.features.map(declared),
    metrics: baselineMetrics(body, { ...options, thresholds: body.thresholds }),
    unlisted: body.unlisted.map((each) => ({
      ...each,
      rows: isSmallCell(each.rows) ? null : each.rows,
    })),
    createdBy: row.created_by as unknown as ActorStamp,
    createdAt: row.created_at.toISOString(),
    body: options.full ? body : null,
  }
}

/** A feature as it was declared, without the bins made for it. */
function declared(feature: Baseline['features'][number]) {
  const { offset: _offset, edges: _edges, listed: _listed, ...schema } = feature
  return schema
}
