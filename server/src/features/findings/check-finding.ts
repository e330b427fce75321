import { stepProblems } from '@primum/core/findings/finding-step'
import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { checkFindingRequest } from './schemas.ts'
import { loadFinding, lockFinding, insertStep } from './store.ts'
import type { Finding } from './store.ts'
import { tellOfFinding } from './tell-of-finding.ts'

/** Says whether a resolved finding was really put right: that closes it, or starts it again. */
export async function checkFinding(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null = null,
): Promise<Finding> {
  ctx.authorize('findings.check')
  const { effective, reason } = parse(checkFindingRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await lockFinding(tx, id, revision)
    const { status: from } = before
    const to = effective ? 'verified' : 'reopened'
    const step = { from, to, reason, actorId: tx.actor.id } as const
    const reasons = stepProblems({ ...step, resolvedBy: before.resolvedBy?.id ?? null })
    if (reasons.length > 0) throw refusedBecause(reasons)
    await tx.db
      .updateTable('findings')
      .set({
        status: to,
        closed_at: effective ? tx.now() : null,
        updated_at: tx.now(),
        revision: before.revision + 1,
      })
      .where('id', '=', id)
      .execute()
    await insertStep(tx, id, { from, to, reason })
    const after = await loadFinding(tx, id)
    appendEntry(tx, {
      action: 'findings.check',
      subject: { type: 'findings', id },
      before,
      after,
      details: { effective, reason },
    })
    await tellOfFinding(tx, after, to)
    return after
  })
}
