import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { findStatement } from './store.ts'

/** The draft, locked: what is signed is never changed. */
export async function lockDraft(tx: Context, id: string) {
  await findStatement(tx, id)
  const row = await tx.db
    .selectFrom('statements')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (row.signed_at === null) return row
  throw conflict('statement-signed', 'This statement is signed.', 'Open the next one.')
}
