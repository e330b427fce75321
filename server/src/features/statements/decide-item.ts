import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { requireRevision } from '../../require-revision.ts'
import { requireMember } from '../members/require-member.ts'
import { lockDraft } from './draft.ts'
import { decideItemRequest } from './schemas.ts'
import { controlsOf, loadStatement } from './store.ts'
import type { Statement } from './store.ts'

/**
 * Says whether a control applies, with the reason. With `revision` (If-Match) it refuses to overwrite
 * what another person decided meanwhile.
 */
export async function decideItem(
  ctx: Context,
  id: string,
  requirementId: string,
  input: unknown,
  revision: number | null,
): Promise<Statement> {
  ctx.authorize('statements.write')
  const { applicable, justification, ownerId } = parse(decideItemRequest, input)
  return ctx.transaction(async (tx) => {
    const statement = await lockDraft(tx, id)
    const controls = await controlsOf(tx, statement.framework)
    if (!controls.some((control) => control.id === requirementId)) {
      throw notFound('control of the standard', requirementId)
    }
    await requireMember(tx, ownerId)
    const before = await tx.db
      .selectFrom('statement_items')
      .select(['applicable', 'justification', 'owner_id', 'revision'])
      .where('statement_id', '=', id)
      .where('requirement_id', '=', requirementId)
      .executeTakeFirst()
    const current = before?.revision ?? 0
    requireRevision(current, revision, 'decided on this control')
    const said = {
      ...{ applicable, justification, owner_id: ownerId, revision: current + 1 },
      ...{ carried_from: null, decided_by: JSON.stringify(tx.stamp()), decided_at: tx.now() },
    }
    await tx.db
      .insertInto('statement_items')
      .values({
        ...{ statement_id: id, requirement_id: requirementId },
        ...{ organization_id: tx.organizationId, ...said },
      })
      .onConflict((clash) => clash.columns(['statement_id', 'requirement_id']).doUpdateSet(said))
      .execute()
    appendEntry(tx, {
      action: 'statements.decide',
      subject: { type: 'statements', id },
      before: before === undefined ? null : { ...before, requirementId },
      after: { requirementId, applicable, justification, owner_id: ownerId, revision: current + 1 },
    })
    return loadStatement(tx, id)
  })
}
