import type { Context } from '../../context.ts'
import { loadAiSystem } from './load-ai-system.ts'
import type { AiSystem } from './ai-system.ts'

/** The same, holding its row until the transaction ends: what changes a system queues here. */
export async function lockAiSystem(tx: Context, id: string): Promise<AiSystem> {
  await tx.db
    .selectFrom('ai_systems')
    .select('id')
    .where('id', '=', id)
    .where('organization_id', '=', tx.organizationId)
    .forUpdate()
    .execute()
  return loadAiSystem(tx, id)
}
