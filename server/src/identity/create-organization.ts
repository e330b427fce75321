import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Context, systemActor } from '../context.ts'
import type { Services } from '../context.ts'
import { conflict } from '../errors.ts'
import { appendEntry } from '../ledger/append-entry.ts'
import { createUser } from './users.ts'

type First = { organization: string; name: string; email: string; password: string }

/** The first organization and its administrator, in one transaction; refuses where one exists. */
export function createOrganization(services: Services, first: First) {
  const ctx = new Context({
    services,
    organizationId: randomUUID(),
    actor: systemActor,
    asker: { kind: 'system' },
  })
  return ctx.transaction((tx) => insertFirst(tx, first))
}

async function insertFirst(tx: Context, request: First) {
  // Two set-ups at once: the second waits here and then sees the first.
  await sql`select pg_advisory_xact_lock(4202)`.execute(tx.db)
  const existing = await tx.db.selectFrom('members').select('id').limit(1).executeTakeFirst()
  if (existing !== undefined) throw conflict('already-set-up', 'An administrator exists already.')
  const organization = { id: tx.organizationId, name: request.organization, created_at: tx.now() }
  await tx.db.insertInto('organizations').values(organization).execute()
  const user = await createUser(tx, request)
  await tx.db.deleteFrom('setup_tokens').execute()
  const member = {
    id: tx.newId(),
    organization_id: tx.organizationId,
    user_id: user.id,
    roles: ['administrator', 'governance-lead'],
    created_at: tx.now(),
  }
  await tx.db.insertInto('members').values(member).execute()
  appendEntry(tx, {
    action: 'organizations.create',
    subject: { type: 'organizations', id: organization.id },
    before: null,
    after: organization,
  })
  appendEntry(tx, {
    action: 'members.add',
    subject: { type: 'members', id: member.id },
    before: null,
    after: member,
  })
  return { organizationId: organization.id, userId: user.id }
}
