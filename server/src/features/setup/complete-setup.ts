import { randomUUID, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import { Context, systemActor } from '../../context.ts'
import type { Services } from '../../context.ts'
import { PrimumError, conflict } from '../../errors.ts'
import { createUser } from '../../identity/users.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { setupRequest } from './schemas.ts'
import type { setupResult } from './schemas.ts'

/** Creates the first organization and its administrator, once, for whoever holds the token. */
export async function completeSetup(
  ctx: Context,
  input: unknown,
): Promise<z.infer<typeof setupResult>> {
  const request = parse(setupRequest, input)
  const { services } = ctx
  if (services.setupToken === null) {
    throw conflict('already-set-up', 'An administrator exists already.', 'Sign in instead.')
  }
  if (!sameText(request.token, services.setupToken)) {
    throw new PrimumError('forbidden', 'This set-up link is not valid.', {
      reasons: [
        {
          code: 'setup-token-wrong',
          message: 'This set-up link is not valid.',
          remedy: 'Use the link that the server printed at its last start.',
        },
      ],
    })
  }
  const result = await createOrganization(services, request)
  services.setupToken = null
  return result
}

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

function sameText(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
