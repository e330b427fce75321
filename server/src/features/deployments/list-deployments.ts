import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { deploymentsAt } from './deployments-at.ts'
import type { deploymentQuery } from './schemas.ts'
import { selectDeployments, toDeployment } from './store.ts'

type Query = z.infer<typeof deploymentQuery> & { versionId?: string }

/** What ran where: at one moment, or the whole history, newest first. */
export async function listDeployments(ctx: Context, aiSystemId: string, query: Query) {
  ctx.authorize('versions.read')
  const system = await loadAiSystem(ctx, aiSystemId)
  const siteId = query.site === undefined ? null : await loadSiteId(ctx, query.site)
  if (query.at !== undefined) {
    const items = await deploymentsAt(ctx, system.id, { at: new Date(query.at), siteId })
    return { items, nextCursor: null }
  }
  let select = selectDeployments(ctx, system.id)
  if (siteId !== null) select = select.where('site_id', '=', siteId)
  if (query.versionId !== undefined) select = select.where('version_id', '=', query.versionId)
  if (query.cursor !== undefined) {
    const [at, sequence, id] = decodeCursor(query.cursor, 3)
    select = select.where(
      sql<boolean>`(deployments.effective_at, deployments.alias_sequence, deployments.id)
        < (${at}::timestamptz, ${sequence}::bigint, ${id}::uuid)`,
    )
  }
  const rows = await select
    .orderBy('effective_at', 'desc')
    .orderBy('alias_sequence', 'desc')
    .orderBy('deployments.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return toPage(rows, query.limit, toDeployment, (row) => [
    row.effective_at.toISOString(),
    row.alias_sequence,
    row.id,
  ])
}

async function loadSiteId(ctx: Context, code: string): Promise<string> {
  const site = await ctx.db
    .selectFrom('sites')
    .select('id')
    .where('organization_id', '=', ctx.organizationId)
    .where('code', '=', code)
    .executeTakeFirst()
  if (site === undefined) throw notFound('site', code)
  return site.id
}
