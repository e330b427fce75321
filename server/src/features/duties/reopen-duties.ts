import { sql } from 'kysely'
import type { Context } from '../../context.ts'

type Reopened = { id: string; aiSystemId: string; requirementId: string }

/**
 * What these requirements ask has changed: duties of theirs for which somebody has done something
 * are to be looked at again. Answers them, for the entry of the caller. Evidence that was linked
 * before does not meet them until somebody confirms it, or newer evidence is there.
 */
export async function reopenDuties(
  tx: Context,
  requirementIds: readonly string[],
  because: string,
): Promise<Reopened[]> {
  tx.authorize('duties.manage')
  if (requirementIds.length === 0) return []
  const { rows } = await sql<Reopened>`select * from reopen_duties(${tx.organizationId},
    ${[...requirementIds]}::text[], ${because}, ${tx.now().toISOString()})`.execute(tx.db)
  return rows
}
