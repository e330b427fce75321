import { Context, systemActor } from '../context.ts'
import type { Services } from '../context.ts'
import { fileProof } from '../features/ledger-entries/file-proof.ts'
import { fileSummaries } from '../features/monitoring-summaries/file-summaries.ts'

/**
 * Files what Primum proves and sums up once a month, for every organization and each of its
 * monitored systems, one after the other. What fails is told, and keeps nothing else back.
 */
export async function fileMonths(
  services: Services,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  const organizations = await services.db.selectFrom('organizations').select('id').execute()
  for (const { id: organizationId } of organizations) {
    if (signal.aborted) return
    const asker = { kind: 'system' } as const
    const ctx = new Context({ services, organizationId, actor: systemActor, asker })
    try {
      if ((await fileProof(ctx)) === false) {
        throw new Error(`The ledger of organization ${organizationId} does not verify.`)
      }
    } catch (error) {
      onError(error)
    }
    await fileOfSystems(ctx, signal, onError).catch(onError)
  }
}

async function fileOfSystems(
  ctx: Context,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  const rows = await ctx.db
    .selectFrom('monitors')
    .select('ai_system_id')
    .distinct()
    .where('organization_id', '=', ctx.organizationId)
    .where('enabled', '=', true)
    .orderBy('ai_system_id')
    .execute()
  for (const { ai_system_id: aiSystemId } of rows) {
    if (signal.aborted) return
    await fileSummaries(ctx, aiSystemId).catch(onError)
  }
}
