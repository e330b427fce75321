import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Mapping } from '@primum/core/frameworks/crosswalk'
import type { Library } from '@primum/core/frameworks/library'
import type { Context } from '../../context.ts'
import type { AdoptedMappings } from '../../db/schema.gen.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import type { adoptedMapping } from './schemas.ts'

export type AdoptedMapping = z.infer<typeof adoptedMapping>

/** The mapping of two requirements in the direction of its crosswalk, whichever is named first. */
export function findMapping({ crosswalks }: Library, one: string, other: string): Mapping | null {
  const mappings = crosswalks.flatMap(({ mappings: all }) => all)
  const found = mappings.find(
    ({ from, to }) => (from === one && to === other) || (from === other && to === one),
  )
  return found ?? null
}

/** What was adopted beside what the content says of it now. */
export function toAdopted(row: Selectable<AdoptedMappings>, library: Library): AdoptedMapping {
  const found = library.crosswalks
    .find(({ id }) => id === row.crosswalk)
    ?.mappings.find(({ from, to }) => from === row.from_id && to === row.to_id)
  return {
    from: row.from_id,
    to: row.to_id,
    crosswalk: row.crosswalk,
    relation: row.relation as AdoptedMapping['relation'],
    reason: row.reason,
    adoptedBy: row.adopted_by as unknown as ActorStamp,
    adoptedAt: row.adopted_at.toISOString(),
    counts: found?.relation === row.relation,
    current:
      found === undefined
        ? null
        : { relation: found.relation, basis: found.basis, rationale: found.rationale },
  }
}

export function selectAdopted(ctx: Context) {
  return ctx.db
    .selectFrom('adopted_mappings')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
}
