import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { Kysely } from 'kysely'
import type { CompiledQuery } from 'kysely'
import pg from 'pg'
import { signIn } from '../cli/src/server.ts'
import { Context, systemActor } from '../server/src/context.ts'
import type { Services } from '../server/src/context.ts'
import { connect } from '../server/src/db/connect.ts'
import { PagingDialect } from '../server/src/db/dialect.ts'
import type { DB } from '../server/src/db/schema.gen.ts'
import { listAiSystems } from '../server/src/features/ai-systems/list-ai-systems.ts'
import { fillHospital } from './hospital/large-hospital.ts'
import type { LargeHospital } from './hospital/large-hospital.ts'
import { openHospital } from './hospital/open-hospital.ts'
import type { Hospital } from './hospital/open-hospital.ts'
import { interleave, median, printResult } from './measure.ts'

/**
 * Lists of a hospital group with 1,000 AI systems, 10,000 links from evidence to controls and 100,000
 * pieces of evidence, over HTTP with the session of somebody who signed in. First the list of AI
 * systems under ten connections against its bare SQL; then every list that grows, asked alone.
 */
const connections = 10
const seconds = 2
const rounds = { warmUp: 2, measured: 9 }
const alone = { warmUp: 5, measured: 31 }
/** What computes over everything takes seconds; a few times will do. */
const slow = { warmUp: 1, measured: 3 }
const list = '/ai-systems'

const hospital = await openHospital()
const client = new pg.Client({ connectionString: hospital.ownerUrl })
const agent = new Agent({ keepAlive: true, maxSockets: connections })
let cookie = ''
try {
  await client.connect()
  // Before the rest, so that some of it is theirs.
  cookie = await signInReader(hospital)
  const scene = await fillHospital(hospital, client)
  await measureLoad(hospital)
  await measurePages(scene)
} finally {
  agent.destroy()
  await client.end()
  await hospital.close()
}

/** Somebody who may see all that there is, with a session of their own. */
async function signInReader({ administrator, url }: Hospital): Promise<string> {
  const account = { email: 'reader@large.example', password: randomBytes(24).toString('base64url') }
  await administrator.post('/members', { ...account, name: 'Reader', roles: ['governance-lead'] })
  return signIn(url, account.email, account.password)
}

async function measureLoad({ ownerUrl, organizationId }: Hospital): Promise<void> {
  const { db, pool } = connect(ownerUrl)
  try {
    const query = await queryOfList(pool, organizationId)
    const loaded: number[] = []
    const found = await interleave(
      [
        {
          name: 'ours',
          run: async () => {
            const { rate, latencies } = await rateOf(() => ask(list))
            loaded.push(median(latencies))
            return rate
          },
        },
        // Through the same pool in the same way: repeated reads are prepared here too.
        { name: 'bare', run: async () => (await rateOf(() => db.executeQuery(query))).rate },
      ],
      rounds,
    )
    const { ours = NaN, bare = NaN } = found
    const latency = median(loaded.slice(rounds.warmUp))
    console.log(
      `list of AI systems under ${connections} connections: ${ours.toFixed(0)} requests/s, ` +
        `median ${latency.toFixed(1)} ms; bare SQL ${bare.toFixed(0)} queries/s`,
    )
    printResult('list-requests-per-second', ours, '>=', 300)
    printResult('list-of-bare-sql', ours / bare, '>=', 0.4)
  } finally {
    await db.destroy()
  }
}

/** The statement that the list sends, as the program itself composes it. */
async function queryOfList(pool: pg.Pool, organizationId: string): Promise<CompiledQuery> {
  const sent: CompiledQuery[] = []
  const dialect = new PagingDialect({ pool })
  const db = new Kysely<DB>({ dialect, log: ({ query }) => void sent.push(query) })
  const services = { db, clock: () => new Date() } as unknown as Services
  const asker = { kind: 'system' } as const
  const ctx = new Context({ services, organizationId, actor: systemActor, asker })
  const { items } = await listAiSystems(ctx, { limit: 50, sort: 'name' })
  const [query] = sent
  if (items.length !== 50 || sent.length !== 1 || query === undefined) {
    throw new Error(`a page of ${items.length} came of ${sent.length} questions`)
  }
  return query
}

/** How often a second so many callers get their answer, each asking again at once. */
async function rateOf(act: () => Promise<unknown>) {
  const latencies: number[] = []
  const started = performance.now()
  const until = started + seconds * 1000
  const caller = async () => {
    for (let now = performance.now(); now < until;) {
      await act()
      const answered = performance.now()
      latencies.push(answered - now)
      now = answered
    }
  }
  await Promise.all(Array.from({ length: connections }, caller))
  return { rate: (latencies.length * 1000) / (performance.now() - started), latencies }
}

async function measurePages(scene: LargeHospital): Promise<void> {
  const pages = pagesOf(scene)
  const found: Record<string, number> = {}
  for (const [speed, times] of [
    [false, alone],
    [true, slow],
  ] as const) {
    const sides = pages
      .filter((page) => (page.slow ?? false) === speed)
      .map(({ name, path }) => ({ name, run: () => timeOf(path) }))
    Object.assign(found, await interleave(sides, times))
  }
  for (const { name, bound } of pages) printResult(`${name}-ms`, found[name] ?? NaN, '<=', bound)
}

type Page = { name: string; path: string; bound: number; slow?: boolean }

/** As the web asks for them when somebody opens the page. */
function pagesOf({ busiestControl, statement, system }: LargeHospital): Page[] {
  const page = 30
  const computed = 100
  // Each of more than 100,000 is counted.
  const everyDuty = 250
  return [
    { name: 'ai-systems', path: list, bound: page },
    { name: 'ai-systems-found', path: `${list}?search=sepsis&tier=2`, bound: page },
    { name: 'ai-systems-updated', path: `${list}?sort=-updated`, bound: page },
    { name: 'evidence', path: '/evidence', bound: page },
    { name: 'evidence-by-title', path: '/evidence?sort=title', bound: page },
    { name: 'evidence-found', path: '/evidence?search=sepsis%20validation', bound: page },
    { name: 'evidence-found-rarely', path: '/evidence?search=99990', bound: page },
    // Whether evidence counts is computed for each piece, of which many are gone through.
    { name: 'evidence-expired', path: '/evidence?state=expired', bound: computed },
    { name: 'evidence-expiring', path: '/evidence?state=expiring', bound: computed },
    {
      name: 'evidence-expired-found',
      path: '/evidence?state=expired&search=bias',
      bound: computed,
    },
    { name: 'evidence-to-come', path: '/evidence?state=not-yet-effective', bound: page },
    { name: 'evidence-of-system', path: `/evidence?aiSystemId=${system}`, bound: page },
    {
      name: 'evidence-of-busiest-control',
      path: `/evidence?targetType=control&targetId=${busiestControl}`,
      bound: page,
    },
    { name: 'controls', path: '/controls', bound: page },
    { name: 'controls-failing', path: '/controls?state=failing', bound: computed },
    { name: 'control-with-2000-links', path: `/controls/${busiestControl}`, bound: page },
    { name: 'coverage', path: '/frameworks/ISO42001/coverage', bound: computed },
    { name: 'statement', path: `/statements/${statement}`, bound: computed },
    { name: 'obligations', path: `/ai-systems/${system}/obligations`, bound: page },
    { name: 'duties', path: '/duties', bound: page },
    { name: 'duties-to-do-of-mine', path: '/duties?status=waiting&mine=true', bound: page },
    { name: 'duties-by-requirement', path: '/duties/overview', bound: everyDuty },
    { name: 'fleet', path: '/fleet', bound: computed },
    { name: 'incidents', path: '/incidents', bound: page },
    { name: 'findings', path: '/findings', bound: page },
    { name: 'worklist', path: '/worklist', bound: computed },
    { name: 'law-calendar', path: '/law-calendar', bound: computed, slow: true },
  ]
}

async function timeOf(path: string): Promise<number> {
  const started = performance.now()
  await ask(path)
  return performance.now() - started
}

/** Until the last byte of the answer, on one of the connections that are kept open. */
function ask(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, accept: 'application/json' }
    request(`${hospital.url}/api/v1${path}`, { agent, headers }, (response) => {
      response.resume().on('end', resolve).on('error', reject)
      if (response.statusCode !== 200) reject(new Error(`${path} answers ${response.statusCode}`))
    })
      .on('error', reject)
      .end()
  })
}
