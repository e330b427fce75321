import type { AliasMove } from '@primum/core/monitoring/alias-history'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { ActorStamp } from '../ledger/actor-stamp.ts'

/** The moves of stable; Primum carries out what people approved, which is not automatic. */
export async function readStableMoves(tx: Context, aiSystemId: string): Promise<AliasMove[]> {
  const events = await tx.db
    .selectFrom('alias_events')
    .select(['sequence', 'alias', 'from_version_id', 'to_version_id', 'cause', 'actor'])
    .select(['effective_at', sql<boolean>`evidence ? 'approvals'`.as('approved')])
    .where('organization_id', '=', tx.organizationId)
    .where('ai_system_id', '=', aiSystemId)
    .where('alias', '=', 'stable')
    .orderBy('sequence')
    .execute()
  return events.map((event) => ({
    sequence: event.sequence,
    alias: event.alias,
    from: event.from_version_id,
    to: event.to_version_id,
    cause: event.cause,
    at: event.effective_at.toISOString(),
    automatic: (event.actor as unknown as ActorStamp).kind === 'system' && !event.approved,
  }))
}
