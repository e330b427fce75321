import type { Selectable } from 'kysely'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import type { LedgerEntries } from '../../db/schema.gen.ts'

export function toEntry(row: Selectable<LedgerEntries>) {
  return {
    sequence: row.sequence,
    at: row.at.toISOString(),
    actor: row.actor as unknown as ActorStamp,
    action: row.action,
    subject: { type: row.subject_type, id: row.subject_id },
    beforeDigest: row.before_digest,
    afterDigest: row.after_digest,
    details: row.details,
    previousHash: row.previous_hash,
    hash: row.hash,
  }
}
