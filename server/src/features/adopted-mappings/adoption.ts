import { inverted } from '@primum/core/frameworks/crosswalk'
import type { Mapping } from '@primum/core/frameworks/crosswalk'
import type { Context } from '../../context.ts'

/**
 * Whether a mapping, read from either end, is the organization's own. What was adopted is the
 * mapping as it stood: one whose relation the content has changed since has to be adopted anew.
 */
export async function loadAdoption(ctx: Context): Promise<(mapping: Mapping) => boolean> {
  const rows = await ctx.db
    .selectFrom('adopted_mappings')
    .select(['from_id as from', 'to_id as to', 'crosswalk', 'relation'])
    .where('organization_id', '=', ctx.organizationId)
    .execute()
  const adopted = new Set(rows.map(keyOf))
  return (mapping) => adopted.has(keyOf(mapping)) || adopted.has(keyOf(inverted(mapping)))
}

function keyOf(mapping: { from: string; to: string; crosswalk: string; relation: string }): string {
  const { from, to, crosswalk, relation } = mapping
  return JSON.stringify([crosswalk, from, to, relation])
}
