import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { requireRevision } from '../../require-revision.ts'
import { toColumns } from './columns.ts'
import { followSites } from '../aliases/follow-sites.ts'
import { editAiSystemRequest } from './schemas.ts'
import { loadAiSystem } from './load-ai-system.ts'
import { lockAiSystem } from './lock-ai-system.ts'
import { updateSites } from './store.ts'
import type { AiSystem } from './ai-system.ts'

/** Changes the fields given. With `revision` (If-Match) it refuses to overwrite another's change. */
export async function editAiSystem(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null,
): Promise<AiSystem> {
  ctx.authorize('ai-systems.edit')
  const request = parse(editAiSystemRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await lockAiSystem(tx, id)
    requireRevision(before.revision, revision, 'changed this AI system')
    await tx.db
      .updateTable('ai_systems')
      .set({ ...toColumns(request), revision: before.revision + 1, updated_at: tx.now() } as object)
      .where('id', '=', id)
      .execute()
    if (request.siteCodes !== undefined) {
      await updateSites(tx, id, request.siteCodes)
      await followSites(tx.asSystem(), id)
    }
    const after = await loadAiSystem(tx, id)
    appendEntry(tx, {
      action: 'ai-systems.edit',
      subject: { type: 'ai-systems', id },
      before,
      after,
      details: { fields: Object.keys(request) },
    })
    return after
  })
}
