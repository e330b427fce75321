import type { Kysely } from 'kysely'
import type { DB } from '../db/schema.gen.ts'
import { conflict } from '../errors.ts'
import { plainJson } from '../ledger/plain-json.ts'

export type IdempotencyClaim = { key: string; requestDigest: string }

/** Whose key it is, and the transaction that does the work. */
export type Claimant = {
  db: Kysely<DB>
  organizationId: string
  actor: { id: string }
  now: () => Date
}

/** Thrown to leave a transaction whose work was done before: carries the answer given then. */
export class IdempotentReplay extends Error {
  readonly result: unknown

  constructor(result: unknown) {
    super('already done')
    this.result = result
  }
}

/**
 * Claims the key in the transaction that does the work, so the two commit or vanish together. A
 * second request with the key waits for the first and gets its answer.
 */
export async function claimIdempotencyKey(tx: Claimant, claim: IdempotencyClaim): Promise<void> {
  const mine = await tx.db
    .insertInto('idempotency_keys')
    .values({
      organization_id: tx.organizationId,
      actor_id: tx.actor.id,
      key: claim.key,
      request_digest: claim.requestDigest,
      created_at: tx.now(),
    })
    .onConflict((clash) => clash.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (mine !== undefined) return
  const earlier = await tx.db
    .selectFrom('idempotency_keys')
    .select(['request_digest', 'result'])
    .where('organization_id', '=', tx.organizationId)
    .where('actor_id', '=', tx.actor.id)
    .where('key', '=', claim.key)
    .executeTakeFirstOrThrow()
  if (earlier.request_digest !== claim.requestDigest) {
    throw conflict(
      'idempotency-key-reused',
      'This Idempotency-Key was used before with another request.',
      'Use a new key for each different request.',
    )
  }
  throw new IdempotentReplay(earlier.result)
}

export async function storeIdempotentResult(
  tx: Claimant,
  claim: IdempotencyClaim,
  result: unknown,
): Promise<void> {
  await tx.db
    .updateTable('idempotency_keys')
    .set({ result: JSON.stringify(plainJson(result)) })
    .where('organization_id', '=', tx.organizationId)
    .where('actor_id', '=', tx.actor.id)
    .where('key', '=', claim.key)
    .execute()
}
