import type { Permission } from '@primum/core/access/permissions'
import type { Context } from '../../context.ts'
import { PrimumError } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import type { SignOffRecord } from './list-sign-offs.ts'
import { toSignOff } from './store.ts'

/** What a signature can say, and the permission that giving it needs. */
const permissionOf = {
  'sign-assessment': 'assessments.sign',
  'override-tier': 'classifications.override',
  'approve-deployment': 'lifecycle.sign',
  'confirm-clinical-use': 'lifecycle.sign',
  'approve-operation': 'lifecycle.sign',
  'approve-retirement': 'lifecycle.sign',
  'approve-promotion': 'aliases.approve',
  'approve-rollback': 'rollback-proposals.answer',
  'reject-rollback': 'rollback-proposals.answer',
  'lock-validation-protocol': 'validations.write',
  'sign-validation-report': 'validations.sign',
  'sign-statement': 'statements.sign',
} as const satisfies Record<string, Permission>

export type SignOffInput = {
  /** null where it is about the organization */
  aiSystemId: string | null
  subjectType: string
  subjectId: string
  meaning: keyof typeof permissionOf
  /** SHA-256 over the canonical JSON of what the signer saw. */
  digest: string | null
  statement: string | null
  /** What `reauthenticate` answered, before the transaction. */
  method: string
  /** Held for this subject beside the roles of access, such as `clinical-owner`. */
  furtherRoles?: readonly string[]
}

/** Writes a signature, for good, in the transaction of the act it belongs to. */
export async function recordSignOff(ctx: Context, signed: SignOffInput): Promise<SignOffRecord> {
  ctx.authorize(permissionOf[signed.meaning])
  const { actor, asker } = ctx
  if (asker.kind !== 'person') throw new PrimumError('forbidden', 'Only a person can sign.')
  const { digest } = signed
  if (digest === null) throw new Error('nothing to sign')
  return ctx.transaction(async (tx) => {
    const row = await tx.db
      .insertInto('sign_offs')
      .values({
        id: tx.newId(),
        organization_id: tx.organizationId,
        ai_system_id: signed.aiSystemId,
        subject_type: signed.subjectType,
        subject_id: signed.subjectId,
        meaning: signed.meaning,
        digest,
        user_id: actor.id,
        user_name: actor.name,
        roles: [...asker.roles, ...(signed.furtherRoles ?? [])],
        statement: signed.statement,
        method: signed.method,
        created_at: tx.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    const after = toSignOff(row)
    appendEntry(tx, {
      action: 'sign-offs.record',
      subject: { type: 'sign-offs', id: after.id },
      before: null,
      after,
      details: {
        aiSystemId: signed.aiSystemId,
        subjectType: after.subjectType,
        subjectId: after.subjectId,
        meaning: after.meaning,
        digest: after.digest,
        method: after.method,
      },
    })
    return after
  })
}
