import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { isUniqueViolation } from '../../db/unique-violation.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { openStatementRequest } from './schemas.ts'
import { controlsOf, loadStatement } from './store.ts'
import type { Statement } from './store.ts'

/**
 * Opens the next statement of applicability. What the last signed one said is carried over, and marked
 * as such until somebody decides anew; a first statement is empty.
 */
export async function openStatement(ctx: Context, input: unknown): Promise<Statement> {
  ctx.authorize('statements.write')
  const { framework } = parse(openStatementRequest, input)
  await controlsOf(ctx, framework)
  return ctx.transaction(async (tx) => {
    const last = await tx.db
      .selectFrom('statements')
      .select(['id', 'number', 'signed_at'])
      .where('organization_id', '=', tx.organizationId)
      .where('framework', '=', framework)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    const id = tx.newId()
    await tx.db
      .insertInto('statements')
      .values({
        id,
        organization_id: tx.organizationId,
        framework,
        number: (last?.number ?? 0) + 1,
        created_by: JSON.stringify(tx.stamp()),
        created_at: tx.now(),
      })
      .execute()
      .catch((error: unknown) => {
        if (!isUniqueViolation(error)) throw error
        throw conflict('draft-exists', 'A statement is being written already.', 'Go on with it.')
      })
    if (last !== undefined) await carryOver(tx, last, id)
    const after = await loadStatement(tx, id)
    appendEntry(tx, {
      action: 'statements.open',
      subject: { type: 'statements', id },
      before: null,
      after: { framework, number: after.number, carriedFrom: last?.number ?? null },
    })
    return after
  })
}

async function carryOver(tx: Context, last: { id: string; number: number }, id: string) {
  await tx.db
    .insertInto('statement_items')
    .columns([
      ...(['statement_id', 'requirement_id', 'organization_id', 'applicable'] as const),
      ...(['justification', 'owner_id', 'revision', 'carried_from'] as const),
      ...(['decided_by', 'decided_at'] as const),
    ])
    .expression((eb) =>
      eb
        .selectFrom('statement_items')
        .select((each) => [
          each.val(id).as('statement_id'),
          'requirement_id',
          'organization_id',
          'applicable',
          'justification',
          'owner_id',
          each.lit(1).as('revision'),
          each.val(last.number).as('carried_from'),
          'decided_by',
          'decided_at',
        ])
        .where('statement_id', '=', last.id),
    )
    .execute()
}
