import type { Selectable } from 'kysely'
import type { ValidationProtocolContent } from '@primum/core/validation/protocol'
import { type RequiredPrecision, sampleSize } from '@primum/core/validation/sample-size'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { ValidationProtocols } from '../../db/schema.gen.ts'
import { conflict, notFound, refusedBecause } from '../../errors.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import { listSignOffs } from '../sign-offs/list-sign-offs.ts'
import type { SignOffRecord } from '../sign-offs/list-sign-offs.ts'
import type { validationProtocol } from './schemas.ts'

export type Protocol = z.infer<typeof validationProtocol>
export type ProtocolRow = Selectable<ValidationProtocols>

export const protocolSubject = 'validation-protocols'

export function selectProtocols(ctx: Context) {
  return ctx.db
    .selectFrom('validation_protocols')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
}

/** Protocols as they are answered, with their signatures. */
export async function presentProtocols(ctx: Context, rows: ProtocolRow[]): Promise<Protocol[]> {
  const signOffs = await listSignOffs(
    ctx,
    protocolSubject,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => toProtocol(row, signOffs))
}

export async function loadProtocol(ctx: Context, id: string): Promise<Protocol> {
  const row = await selectProtocols(ctx).where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('validation protocol', id)
  const [found] = await presentProtocols(ctx, [row])
  return found!
}

/** The protocol, held until the transaction ends; refuses where it is locked already. */
export async function holdDraft(tx: Context, id: string): Promise<Protocol> {
  await tx.db
    .selectFrom('validation_protocols')
    .select('id')
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  const protocol = await loadProtocol(tx, id)
  if (protocol.state === 'draft') return protocol
  const message = 'This validation protocol is locked and does not change any more.'
  throw conflict('protocol-locked', message, 'Write a new protocol.')
}

/** Data may be opened only after what will be measured was signed. */
export function requireLocked(
  protocol: Protocol,
): asserts protocol is Protocol & { digest: string } {
  if (protocol.state === 'locked') return
  throw refusedBecause([
    {
      code: 'protocol-not-locked',
      message: 'The protocol is not locked: what will be measured is signed before data is opened.',
      remedy: 'Lock the protocol with your signature, then hand the data over.',
      who: 'Model owner',
      where: `/ai-systems/${protocol.aiSystemId}/validation`,
    },
  ])
}

/** What a lock covers, and what a ledger entry digests. */
export function lockedContent(protocol: Protocol) {
  const { id, aiSystemId, revision, sampleSize: computed } = protocol
  return { id, aiSystemId, revision, content: contentOf(protocol), sampleSize: computed }
}

function contentOf(protocol: Protocol) {
  const { title, intendedPopulation, primaryMetric, acceptanceCriteria } = protocol
  const { subgroups, thresholds, unit, requiredPrecision } = protocol
  const asked = { title, intendedPopulation, primaryMetric, acceptanceCriteria }
  return { ...asked, subgroups, thresholds, unit, requiredPrecision }
}

/** The sample that a precision asks for, in the form core takes it. */
export function sampleSizeOf(
  required: NonNullable<ValidationProtocolContent['requiredPrecision']>,
) {
  const asked = Object.entries(required).filter(([, value]) => value !== undefined)
  return sampleSize(Object.fromEntries(asked) as unknown as RequiredPrecision)
}

function toProtocol(row: ProtocolRow, signOffs: readonly SignOffRecord[]): Protocol {
  const content = row.content as unknown as ValidationProtocolContent
  const { requiredPrecision } = content
  return {
    id: row.id,
    aiSystemId: row.ai_system_id,
    state: row.state as Protocol['state'],
    revision: row.revision,
    ...content,
    sampleSize: requiredPrecision === null ? null : sampleSizeOf(requiredPrecision),
    digest: row.digest,
    createdBy: row.created_by as unknown as ActorStamp,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    lockedBy: row.locked_by as unknown as ActorStamp | null,
    lockedAt: row.locked_at?.toISOString() ?? null,
    signOffs: signOffs.filter(({ subjectId }) => subjectId === row.id),
  }
}
