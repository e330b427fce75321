import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { entryHash, genesisHash } from '@primum/core/ledger/chain'
import type { EntryContent } from '@primum/core/ledger/chain'
import type { DB } from '../db/schema.gen.ts'
import type { ActorStamp } from './actor-stamp.ts'
import { sha256 } from './sha256.ts'

export type PendingEntry = {
  at: Date
  actor: ActorStamp
  action: string
  subject: { type: string; id: string }
  beforeDigest: string | null
  afterDigest: string | null
  details: unknown
}

/** Chains the transaction's entries behind the organization's head, which stays locked until commit. */
export async function flushEntries(
  db: Kysely<DB>,
  organizationId: string,
  entries: readonly PendingEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const head = (await lockHead(db, organizationId)) ?? (await makeHead(db, organizationId))
  let { sequence, hash } = head
  const rows = entries.map((entry) => {
    sequence += 1
    const content: EntryContent = {
      organizationId,
      sequence,
      at: entry.at.toISOString(),
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      beforeDigest: entry.beforeDigest,
      afterDigest: entry.afterDigest,
      details: entry.details,
    }
    const previousHash = hash
    hash = entryHash(sha256, content, previousHash)
    return {
      organization_id: organizationId,
      sequence,
      at: entry.at,
      actor: JSON.stringify(entry.actor),
      action: entry.action,
      subject_type: entry.subject.type,
      subject_id: entry.subject.id,
      before_digest: entry.beforeDigest,
      after_digest: entry.afterDigest,
      details: sql<string | null>`${JSON.stringify(entry.details)}::jsonb`,
      previous_hash: previousHash,
      hash,
    }
  })
  await db.insertInto('ledger_entries').values(rows).execute()
  await db
    .updateTable('ledger_heads')
    .set({ sequence, hash })
    .where('organization_id', '=', organizationId)
    .execute()
}

function lockHead(db: Kysely<DB>, organizationId: string) {
  return db
    .selectFrom('ledger_heads')
    .select(['sequence', 'hash'])
    .where('organization_id', '=', organizationId)
    .forUpdate()
    .executeTakeFirst()
}

/** Of an organization's first entry only; another transaction may make it at the same moment. */
async function makeHead(db: Kysely<DB>, organizationId: string) {
  await db
    .insertInto('ledger_heads')
    .values({ organization_id: organizationId, sequence: 0, hash: genesisHash })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const head = await lockHead(db, organizationId)
  if (head === undefined) throw new Error(`organization ${organizationId} has no ledger head`)
  return head
}
