import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonicalJson } from '@primum/core/ledger/canonical-json'
import {
  bytesArray,
  jsonArray,
  momentArray,
  numberArray,
  textArray,
  uuidArray,
} from '../src/telemetry/binary-arrays.ts'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
}, 60_000)
afterAll(() => server.close())

async function one<Value>(value: ReturnType<typeof sql<{ found: Value }>>): Promise<Value> {
  const { rows } = await value.execute(server.services.db)
  return rows[0]!.found
}

// PostgreSQL keeps neither half of a surrogate pair nor a zero.
const text = fc
  .oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '"', '\\', '{}', 'NULL', 'Ä €', "'"))
  .map((each) => each.replaceAll('\0', ''))

// Names without escapes: this V8 takes such a name for a backslash where it has seen one before.
const name = fc.string({ unit: fc.constantFrom(...'aZ09_ Ä€') })

test('arrive as they were sent, whatever is in them', async () => {
  const row = fc.record({
    text: fc.option(text),
    json: fc.option(
      fc.dictionary(name, fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }))),
    ),
    number: fc.double({ noNaN: true }),
    moment: fc.date({
      noInvalidDate: true,
      min: new Date('0001-01-01'),
      max: new Date('9999-01-01'),
    }),
    uuid: fc.uuid(),
    bytes: fc.uint8Array(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
      const texts = rows.map((each) => each.text)
      expect(await one<unknown>(sql`select ${textArray(texts)}::text[] as found`)).toEqual(texts)
      const uuids = rows.map((each) => each.uuid)
      expect(await one<unknown>(sql`select ${uuidArray(uuids)}::uuid[]::text[] as found`)).toEqual(
        uuids,
      )
      const numbers = rows.map((each) => each.number)
      const foundNumbers = await one<number[]>(
        sql`select ${numberArray(numbers)}::float8[] as found`,
      )
      expect(foundNumbers.map((each) => each + 0)).toEqual(numbers.map((each) => each + 0))
      const moments = rows.map((each) => each.moment.getTime())
      const foundMoments = await one<string[] | null>(
        sql`select array_agg(extract(epoch from at) * 1000 order by place)::float8[] as found
          from unnest(${momentArray(moments)}::timestamptz[]) with ordinality as sent (at, place)`,
      )
      expect(foundMoments ?? []).toEqual(moments)
      const bytes = rows.map((each) => Buffer.from(each.bytes))
      expect(await one<unknown>(sql`select ${bytesArray(bytes)}::bytea[] as found`)).toEqual(bytes)
      const json = rows.map((each) => each.json && JSON.stringify(each.json))
      const foundJson = await one<object>(
        sql`select coalesce(jsonb_agg(body order by place), '[]') as found
          from unnest(${jsonArray(json)}::jsonb[]) with ordinality as sent (body, place)`,
      )
      const sent: unknown = json.map((each) => each && JSON.parse(each))
      // PostgreSQL orders the names.
      expect(canonicalJson(foundJson)).toBe(canonicalJson(sent))
    }),
    { numRuns: 60 },
  )
})

test('a text that is no UUID is refused before it is sent', () => {
  expect(() => uuidArray(['no-uuid'])).toThrow(RangeError)
})
