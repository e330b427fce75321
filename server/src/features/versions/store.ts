import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import type { Versions } from '../../db/schema.gen.ts'
import { notFound } from '../../errors.ts'
import type { version } from './schemas.ts'

export type Version = z.infer<typeof version>

export function selectVersions(ctx: Context) {
  return ctx.db
    .selectFrom('versions')
    .selectAll()
    .select(
      sql<string[]>`array(select aliases.alias from aliases
        where aliases.version_id = versions.id order by aliases.alias)`.as('aliases'),
    )
    .where('organization_id', '=', ctx.organizationId)
}

export function toVersion(row: Selectable<Versions> & { aliases: string[] }): Version {
  return {
    id: row.id,
    aiSystemId: row.ai_system_id,
    label: row.label,
    digest: row.digest,
    artifactSha256: row.artifact_sha256,
    artifactUri: row.artifact_uri,
    codeReference: row.code_reference,
    dataReference: row.data_reference,
    threshold: row.threshold,
    extraThresholds: row.extra_thresholds,
    inputSchema: row.input_schema as unknown as Version['inputSchema'],
    groupAttributes: row.group_attributes,
    baselineId: row.baseline_id,
    statedMetrics: row.stated_metrics as unknown as Version['statedMetrics'],
    intendedUse: row.intended_use,
    changeSummary: row.change_summary,
    aliases: row.aliases,
    createdBy: row.created_by as unknown as ActorStamp,
    createdAt: row.created_at.toISOString(),
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    withdrawnReason: row.withdrawn_reason,
  }
}

/** The version, or `not-found`: never one of another organization. */
export async function loadVersion(ctx: Context, id: string): Promise<Version> {
  const row = await selectVersions(ctx).where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('version', id)
  return toVersion(row)
}
