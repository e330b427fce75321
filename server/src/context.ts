import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { decide } from '@primum/core/access/decide'
import type { Asker } from '@primum/core/access/decide'
import type { Permission } from '@primum/core/access/permissions'
import type { FindingDueDays } from '@primum/core/findings/finding'
import type { Decision } from '@primum/core/shared/result'
import type { ValidationSettings } from './config.ts'
import type { Content } from './content.ts'
import { isOutdated } from './db/preparing-client.ts'
import type { DB } from './db/schema.gen.ts'
import { PrimumError } from './errors.ts'
import { claimIdempotencyKey, storeIdempotentResult } from './http/idempotency.ts'
import type { IdempotencyClaim } from './http/idempotency.ts'
import type { Files } from './files/file-store.ts'
import type { Identity } from './identity/identity.ts'
import { flushEntries } from './ledger/flush-entries.ts'
import type { ActorStamp } from './ledger/actor-stamp.ts'
import type { PendingEntry } from './ledger/flush-entries.ts'
import type { TelemetryRows } from './telemetry/port.ts'

export type Actor = {
  kind: 'person' | 'key' | 'system'
  id: string
  name: string
  email: string | null
  memberId: string | null
}

/** What the whole process shares. */
export type Services = {
  db: Kysely<DB>
  /** For connections of their own, such as one that listens. */
  databaseUrl: string
  /** Where this very process answers, for the worked example that plays through the public API. */
  ownUrl: string
  projectRoot: string
  content: Content
  identity: Identity
  clock: () => Date
  /** The one-time token of the first set-up; null once an administrator exists. */
  setupToken: string | null
  /** Where the rows of telemetry are kept. */
  telemetry: TelemetryRows
  /** Told after commit that an AI system has new telemetry to judge. */
  judgeSoon: (organizationId: string, aiSystemId: string) => void
  validation: ValidationSettings
  /** Where the content of evidence is kept. */
  files: Files
  /** Days until a finding is due, by its severity. */
  findingDueDays: FindingDueDays
  /** Told after commit that a validation run waits. */
  validateSoon: () => void
  /** Told after commit that a validation run is to stop, wherever it is. */
  stopValidation: (runId: string) => void
}

/**
 * Who acts, where and when: handed to every verb. Inside `transaction`, `db` is the transaction,
 * and every ledger entry appended is written at its end, before it commits.
 */
export class Context {
  readonly services: Services
  readonly db: Kysely<DB>
  readonly organizationId: string
  readonly actor: Actor
  readonly asker: Asker
  readonly idempotency: IdempotencyClaim | null
  readonly entries: PendingEntry[] | null
  readonly afterCommit: (() => void)[]

  constructor(parts: {
    services: Services
    db?: Kysely<DB>
    organizationId: string
    actor: Actor
    asker: Asker
    idempotency?: IdempotencyClaim | null
    entries?: PendingEntry[] | null
    afterCommit?: (() => void)[]
  }) {
    this.services = parts.services
    this.db = parts.db ?? parts.services.db
    this.organizationId = parts.organizationId
    this.actor = parts.actor
    this.asker = parts.asker
    this.idempotency = parts.idempotency ?? null
    this.entries = parts.entries ?? null
    this.afterCommit = parts.afterCommit ?? []
  }

  now(): Date {
    return this.services.clock()
  }

  newId(): string {
    return randomUUID()
  }

  /** The actor as records keep it. */
  stamp(): ActorStamp {
    return { kind: this.actor.kind, id: this.actor.id, name: this.actor.name }
  }

  may(permission: Permission): Decision {
    return decide(this.asker, permission, this.now())
  }

  authorize(permission: Permission): void {
    const decision = this.may(permission)
    if (!decision.allowed) {
      const message = decision.reasons[0]?.message ?? 'You may not do this.'
      throw new PrimumError('forbidden', message, { reasons: decision.reasons })
    }
  }

  /** The same moment and services, acting as Primum itself: for what policy decides. */
  asSystem(): Context {
    return new Context({
      services: this.services,
      db: this.db,
      organizationId: this.organizationId,
      actor: systemActor,
      asker: { kind: 'system' },
      entries: this.entries,
      afterCommit: this.afterCommit,
    })
  }

  /** Runs `work` in one transaction; inside another it joins that one. */
  async transaction<T>(work: (tx: Context) => Promise<T>): Promise<T> {
    if (this.entries !== null) return work(this)
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.runTransaction(work)
      } catch (error) {
        if (attempt >= 4 || !isRetryable(error)) throw error
      }
    }
  }

  private async runTransaction<T>(work: (tx: Context) => Promise<T>): Promise<T> {
    const entries: PendingEntry[] = []
    const afterCommit: (() => void)[] = []
    const result = await this.services.db.transaction().execute(async (db: Transaction<DB>) => {
      const tx = new Context({ ...this, db, entries, afterCommit })
      if (tx.idempotency !== null) await claimIdempotencyKey(tx, tx.idempotency)
      const value = await work(tx)
      if (tx.idempotency !== null) await storeIdempotentResult(tx, tx.idempotency, value)
      await flushEntries(db, this.organizationId, entries)
      return value
    })
    for (const act of afterCommit) act()
    return result
  }
}

export const systemActor: Actor = {
  kind: 'system',
  id: 'primum',
  name: 'Primum',
  email: null,
  memberId: null,
}

/** Serialization failures and deadlocks, of which PostgreSQL asks to try again; outdated plans. */
function isRetryable(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === '40001' || code === '40P01' || isOutdated(error)
}
