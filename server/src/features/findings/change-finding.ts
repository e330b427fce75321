import { stepProblems } from '@primum/core/findings/finding-step'
import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { requireMember } from '../members/require-member.ts'
import { changeFindingRequest } from './schemas.ts'
import { loadFinding, lockFinding, insertStep } from './store.ts'
import type { Finding } from './store.ts'
import { tellOfFinding } from './tell-of-finding.ts'

/** Starts or ends the work on a finding, or changes who owns it, until when, and how grave it is. */
export async function changeFinding(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null,
): Promise<Finding> {
  ctx.authorize('findings.manage')
  const request = parse(changeFindingRequest, input)
  return ctx.transaction(async (tx) => {
    const before = await lockFinding(tx, id, revision)
    const { status: from } = before
    const to = request.status ?? from
    if (request.status !== undefined) {
      const step = { from, to, reason: request.reason, actorId: tx.actor.id }
      const reasons = stepProblems({ ...step, resolvedBy: before.resolvedBy?.id ?? null })
      if (reasons.length > 0) throw refusedBecause(reasons)
      await insertStep(tx, id, { from, to, reason: request.reason })
    } else if (from === 'verified') {
      const message = `${before.reference} is verified, and so closed.`
      throw refusedBecause([{ code: 'closed', message, remedy: 'Open another finding.' }])
    }
    if (request.ownerId !== undefined) await requireMember(tx, request.ownerId)
    const resolving = request.status === 'resolved'
    await tx.db
      .updateTable('findings')
      .set({
        status: to,
        severity: request.severity ?? before.severity,
        required_action: request.requiredAction ?? before.requiredAction,
        owner_id: request.ownerId === undefined ? (before.owner?.id ?? null) : request.ownerId,
        due_at: request.dueAt ?? before.dueAt,
        updated_at: tx.now(),
        revision: before.revision + 1,
        ...(resolving ? { resolved_by: JSON.stringify(tx.stamp()) } : {}),
      })
      .where('id', '=', id)
      .execute()
    const after = await loadFinding(tx, id)
    const fields = Object.keys(request).filter((name) => name !== 'reason')
    appendEntry(tx, {
      action: 'findings.change',
      subject: { type: 'findings', id },
      before,
      after,
      details: { fields, status: after.status, reason: request.reason },
    })
    if (resolving) await tellOfFinding(tx, after, 'resolved')
    else if (after.owner !== null && after.owner.id !== before.owner?.id) {
      await tellOfFinding(tx, after, 'assigned')
    }
    return after
  })
}
