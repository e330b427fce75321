import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import pg from 'pg'
import { inject } from 'vitest'
import type { Role } from '@primum/core/access/roles'
import { defaultFindingDueDays } from '@primum/core/findings/finding'
import { buildApp } from '../src/app.ts'
import { openContent } from '../src/content.ts'
import { Context, systemActor } from '../src/context.ts'
import type { Services } from '../src/context.ts'
import { connect } from '../src/db/connect.ts'
import { createOrganization } from '../src/identity/create-organization.ts'
import { addMember } from '../src/features/members/add-member.ts'
import { localFiles } from '../src/files/local-files.ts'
import { createIdentity } from '../src/identity/identity.ts'
import { createValidationQueue } from '../src/jobs/validation-queue.ts'
import { postgresRows } from '../src/telemetry/postgres-rows.ts'

export const password = 'a long enough password'

export type Person = {
  userId: string
  name: string
  email: string
  cookie: string
  ctx: Context
  /** Calls the API as this person. */
  call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>
}
export type Answer = {
  status: number
  body: ReturnType<typeof JSON.parse>
  headers: LightMyRequestResponse['headers']
}

export type TestServer = {
  app: FastifyInstance
  services: Services
  organizationId: string
  administrator: Person
  /** Adds a member with these roles and signs in. */
  person: (...roles: Role[]) => Promise<Person>
  /** The database as its owner, who may do what the program may not. */
  owner: pg.Client
  inject: (options: InjectOptions) => Promise<Answer>
  /** Resolves when no validation run goes on. */
  idle: () => Promise<void>
  close: () => Promise<void>
}

/** The whole program on a database of its own, copied from the migrated template. */
export async function startTestServer(
  options: { clock?: () => Date; uploadLimitBytes?: number } = {},
): Promise<TestServer> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const ownerUrl = inject('databaseOwnerUrl')
  const admin = new pg.Client({ connectionString: ownerUrl.replace(/\/primum$/, '/postgres') })
  await admin.connect()
  // Copying the template takes turns among test files: nobody may be connected to it.
  await admin.query('select pg_advisory_lock(7)')
  await admin.query(`create database ${name} template primum`)
  await admin.query('select pg_advisory_unlock(7)')
  const url = (base: string) => base.replace(/\/primum$/, `/${name}`)
  const connection = connect(url(inject('databaseAppUrl')), 12)
  const owner = new pg.Client({ connectionString: url(ownerUrl) })
  await owner.connect()
  const filesFolder = await mkdtemp(join(tmpdir(), 'primum-files-'))
  const services: Services = {
    db: connection.db,
    databaseUrl: connection.url,
    ownUrl: '',
    projectRoot: new URL('../../', import.meta.url).pathname,
    content: openContent(new URL('../../content', import.meta.url).pathname),
    identity: createIdentity({
      db: connection.db,
      secret: 'a secret that only these tests know, long enough',
      baseUrl: 'http://localhost',
    }),
    clock: options.clock ?? (() => new Date()),
    setupToken: null,
    telemetry: postgresRows,
    judgeSoon: () => undefined,
    validation: {
      uploadsFolder: await mkdtemp(join(tmpdir(), 'primum-uploads-')),
      uploadLimitBytes: options.uploadLimitBytes ?? 100 * 1024 * 1024,
      memoryMegabytes: 128,
      workers: 1,
    },
    files: {
      store: localFiles(join(filesFolder, 'files')),
      incomingFolder: join(filesFolder, 'incoming'),
      limitBytes: 200 * 1024 * 1024,
    },
    findingDueDays: defaultFindingDueDays,
    validateSoon: () => undefined,
    stopValidation: () => undefined,
  }
  const runs = createValidationQueue(services, (error) => console.error(error))
  services.validateSoon = runs.wake
  services.stopValidation = runs.stopRun
  const app = await buildApp({ services, webFolder: null, logLevel: 'error' })
  const email = 'administrator@hospital.example'
  const { organizationId } = await createOrganization(services, {
    organization: 'Test hospital',
    name: 'Ada Administrator',
    email,
    password,
  })
  const call = async (injectOptions: InjectOptions): Promise<Answer> => {
    const writes = isWrite(injectOptions)
    const before = writes ? await ledgerLength(services, organizationId) : 0
    const response = await app.inject(injectOptions)
    if (writes && response.statusCode < 300 && changedSomething(response)) {
      // Holds for every write that any test makes: no change without its entry.
      const entries = await ledgerLength(services, organizationId)
      if (entries <= before)
        throw new Error(`${injectOptions.method} ${String(injectOptions.url)} left no ledger entry`)
    }
    const json = String(response.headers['content-type']).includes('json')
    return {
      status: response.statusCode,
      headers: response.headers,
      body: json ? response.json() : response.body,
    }
  }
  const signIn = async (name_: string, email_: string): Promise<Person> => {
    const response = await app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { email: email_, password },
    })
    if (response.statusCode !== 200) throw new Error(`sign-in failed: ${response.body}`)
    const cookie = response.cookies
      .map(({ name: key, value }) => `${key}=${encodeURIComponent(value)}`)
      .join('; ')
    const row = await services.db
      .selectFrom('members')
      .innerJoin('user', 'user.id', 'members.user_id')
      .select(['members.id', 'user_id', 'roles', 'access_ends_at'])
      .where('user.email', '=', email_)
      .executeTakeFirstOrThrow()
    return {
      userId: row.user_id,
      name: name_,
      email: email_,
      cookie,
      ctx: new Context({
        services,
        organizationId,
        actor: { kind: 'person', id: row.user_id, name: name_, email: email_, memberId: row.id },
        asker: { kind: 'person', roles: row.roles as Role[], accessEnds: row.access_ends_at },
      }),
      call: (method, path, body, headers = {}) =>
        call({
          method: method as 'GET',
          url: `/api/v1${path}`,
          headers: { cookie, ...headers },
          ...(body === undefined ? {} : { payload: body as object }),
        }),
    }
  }
  const system = new Context({
    services,
    organizationId,
    actor: systemActor,
    asker: { kind: 'system' },
  })
  let people = 0
  return {
    app,
    services,
    organizationId,
    owner,
    inject: call,
    idle: runs.idle,
    administrator: await signIn('Ada Administrator', email),
    person: async (...roles) => {
      people += 1
      const made = {
        name: `Person ${people}`,
        email: `person-${people}@hospital.example`,
        password,
        roles,
        discipline: roles.includes('committee-member') ? 'clinical' : null,
        accessEndsAt: roles.includes('external-auditor') ? '2100-01-01T00:00:00.000Z' : null,
      }
      await addMember(system, made)
      return signIn(made.name, made.email)
    },
    close: async () => {
      await app.close()
      await runs.close()
      await rm(services.validation.uploadsFolder, { recursive: true, force: true })
      await rm(filesFolder, { recursive: true, force: true })
      await connection.db.destroy()
      await owner.end()
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

/** Signing in and out, and one's own second factor and password, are not records of the AIMS. */
function isWrite({ method, url }: InjectOptions): boolean {
  return (
    method !== undefined &&
    method !== 'GET' &&
    !/^\/api\/v1\/(session|setup)\b|\/(rollback-policy\/trial|obligations\/what-if|v1\/law)$/.test(
      String(url),
    )
  )
}

/** A repeat, a preview and a batch of which nothing was accepted change nothing. */
function changedSomething(response: LightMyRequestResponse): boolean {
  if ('idempotency-replayed' in response.headers) return false
  const body = response.json<{ accepted?: number; imported?: number }>()
  return body.accepted !== 0 && body.imported !== 0
}

async function ledgerLength(services: Services, organizationId: string): Promise<number> {
  const head = await services.db
    .selectFrom('ledger_heads')
    .select('sequence')
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  return head?.sequence ?? 0
}

/** A complete registration, to be varied by a test. */
export function aiSystemInput(more: Record<string, unknown> = {}) {
  return {
    reference: `sys-${randomUUID().slice(0, 8)}`,
    name: 'Readmission risk',
    businessPurpose: 'Plan follow-up for patients likely to return.',
    intendedUse: 'Flags adult inpatients at discharge with a high 30-day readmission risk.',
    archetype: 'risk-stratification',
    dataTypes: ['encounters', 'laboratory results'],
    modelOwner: 'Dana Scientist',
    clinicalOwner: 'Dr. Chen',
    technicalOwner: 'Integration team',
    riskOwner: 'Quality department',
    hostingLocation: 'on premises',
    monitoringApproach: 'Predictions and outcomes stream to Primum.',
    careSetting: 'inpatient',
    users: 'Discharge nurses',
    population: 'Adult inpatients',
    autonomy: 'recommendation-human-decides',
    downtimeProcedure: 'Nurses use the paper LACE index.',
    usesPhi: true,
    fdaStatus: 'not-a-device',
    euRole: 'not-in-eu',
    euHighRisk: false,
    ...more,
  }
}
