import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import { Context } from '../src/context.ts'
import { connect } from '../src/db/connect.ts'
import type { Connection } from '../src/db/connect.ts'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'

let server: TestServer
/** One connection, so that what it has prepared can be asked of it. */
let single: Connection

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(() => {
  single = connect(server.services.databaseUrl, 1)
})
afterEach(() => single.db.destroy())

async function times(count: number, ask: () => Promise<unknown>): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await ask()
}

/** The texts of what the connection has prepared; they are asked without being prepared. */
async function prepared(): Promise<string[]> {
  const { rows } = await single.pool.query<{ statement: string }>(
    'select statement from pg_prepared_statements where not from_sql order by prepare_time',
  )
  return rows.map(({ statement }) => statement)
}

describe('a connection', () => {
  test('prepares a read that comes again and again', async () => {
    const read = () =>
      single.db.selectFrom('sites').select('code').where('name', '=', 'A').execute()
    await times(4, read)
    expect(await prepared()).toEqual([])
    await times(4, read)
    expect(await prepared()).toEqual(['select "code" from "sites" where "name" = $1'])
  })

  test('prepares no search and no list, whose best plan hangs on what is asked, and no write', async () => {
    await times(8, () =>
      single.db.selectFrom('sites').select('code').where('name', 'in', ['a', 'b']).execute(),
    )
    await times(8, () =>
      sql`select code from sites where code = any(${['a', 'b']}::text[])`.execute(single.db),
    )
    await times(8, () =>
      single.db.selectFrom('sites').select('code').where('name', 'ilike', '%a%').execute(),
    )
    await times(8, () =>
      single.db.deleteFrom('sites').where('name', '=', 'There is none').execute(),
    )
    expect(await prepared()).toEqual([])
  })

  test('prepares a hundred statements at most', async () => {
    for (let number = 0; number < 110; number += 1) {
      await times(5, () => sql`select ${sql.lit(number)}::int`.execute(single.db))
    }
    expect(await prepared()).toHaveLength(100)
    const { rows } = await sql<{ n: number }>`select 109::int as n`.execute(single.db)
    expect(rows).toEqual([{ n: 109 }])
  })

  test('writes the length of a page into the text, which a kept plan has to know', () => {
    const page = single.db.selectFrom('sites').select('code').limit(51).compile()
    expect(page.sql).toBe('select "code" from "sites" limit 51')
    expect(page.parameters).toEqual([])
  })

  test('reads on when a migration changes what it had prepared', async () => {
    await server.owner.query('create table changing (a int)')
    await server.owner.query('insert into changing values (1)')
    await server.owner.query('grant select on changing to public')
    const read = (db = single.db) => sql`select * from changing`.execute(db)
    await times(6, read)
    await server.owner.query('alter table changing add column b int default 2')
    expect((await read()).rows).toEqual([{ a: 1, b: 2 }])

    await times(6, read)
    await server.owner.query('alter table changing add column c int default 3')
    const ctx = new Context({
      ...server.administrator.ctx,
      services: { ...server.services, db: single.db },
      db: single.db,
    })
    const { rows } = await ctx.transaction((tx) => read(tx.db))
    expect(rows).toEqual([{ a: 1, b: 2, c: 3 }])
  })

  test('gives an error of the statement as it is', async () => {
    const read = (divisor: number) => sql`select 1 / ${divisor}::int as n`.execute(single.db)
    await times(6, () => read(1))
    await expect(read(0)).rejects.toThrow('division by zero')
    expect((await read(1)).rows).toEqual([{ n: 1 }])
  })
})

describe('values', () => {
  test('come back as PostgreSQL keeps them, plain or not', async () => {
    const arrays: (string | null)[][] = [
      [],
      [''],
      ['a'],
      ['a', 'b'],
      ['a,b', 'c'],
      ['NULL', null, 'null', 'NULLIFY'],
      ['{', '}', '{}'],
      ['"', '\\', 'a"b', "it's"],
      [' ', ' a ', 'a b', '\n'],
      ['ä', '日本', '🙂'],
    ]
    for (const sent of arrays) {
      const { rows } = await sql<{ back: unknown }>`select ${sent}::text[] as back`.execute(
        single.db,
      )
      expect(rows).toEqual([{ back: sent }])
    }
    const nested = await sql<{ back: unknown }>`select array[['a'], ['b']] as back`.execute(
      single.db,
    )
    expect(nested.rows).toEqual([{ back: [['a'], ['b']] }])
  })

  test('moments are the same in any zone and form', async () => {
    const moments: [string, Date | number][] = [
      ['2026-11-22 10:00:00.123456+00', new Date('2026-11-22T10:00:00.123Z')],
      ['2026-11-22 10:00:00+00', new Date('2026-11-22T10:00:00Z')],
      ['2026-11-22 10:00:00.1+00', new Date('2026-11-22T10:00:00.100Z')],
      ['0099-01-01 00:00:00+00', new Date('0099-01-01T00:00:00Z')],
      ['12026-01-01 00:00:00+00', new Date('+012026-01-01T00:00:00Z')],
      ['0044-03-15 12:00:00+00 BC', new Date('-000043-03-15T12:00:00Z')],
      ['infinity', Infinity],
    ]
    for (const zone of ['UTC', 'Asia/Kolkata', 'America/St_Johns']) {
      await sql`select set_config('TimeZone', ${zone}, false)`.execute(single.db)
      for (const [sent, wanted] of moments) {
        const { rows } = await sql<{ back: unknown }>`select ${sent}::timestamptz as back`.execute(
          single.db,
        )
        expect([zone, sent, rows[0]?.back]).toEqual([zone, sent, wanted])
      }
    }
  })
})
