import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { deployment } from './schemas.ts'

export function selectDeployments(ctx: Context, aiSystemId: string) {
  return ctx.db
    .selectFrom('deployments')
    .leftJoin('sites', 'sites.id', 'deployments.site_id')
    .leftJoin('versions', 'versions.id', 'deployments.version_id')
    .select(['deployments.id', 'deployments.site_id', 'deployments.version_id'])
    .select(['deployments.effective_at', 'deployments.alias_sequence', 'deployments.created_at'])
    .select(['sites.code as site_code', 'sites.name as site_name', 'versions.label'])
    .where('deployments.organization_id', '=', ctx.organizationId)
    .where('deployments.ai_system_id', '=', aiSystemId)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectDeployments>['executeTakeFirstOrThrow']>>

export function toDeployment(row: Row): z.infer<typeof deployment> {
  return {
    site:
      row.site_id === null
        ? null
        : { id: row.site_id, code: row.site_code ?? '', name: row.site_name ?? '' },
    version: row.version_id === null ? null : { id: row.version_id, label: row.label ?? '' },
    effectiveAt: row.effective_at.toISOString(),
    sequence: row.alias_sequence,
    createdAt: row.created_at.toISOString(),
  }
}
