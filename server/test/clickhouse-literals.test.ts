import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { binOf } from '@primum/core/monitoring/quantile-edges'
import type { ClickHouse } from '../src/telemetry/clickhouse-connection.ts'
import { connectClickHouse } from '../src/telemetry/clickhouse-connection.ts'
import { listLiteral, textLiteral, wholeLiteral } from '../src/telemetry/clickhouse-literals.ts'
import { bitsOf, binExpression, scoreOf } from '../src/telemetry/clickhouse-scores.ts'
import { openChdb } from './chdb-connection.ts'
import { startClickHouseServers } from './clickhouse-servers.ts'

type Opened = { clickHouse: ClickHouse; stop: () => Promise<void> } | { reason: string }

const engines: Record<string, () => Promise<Opened>> = {
  'the Debian server': async () => {
    const servers = await startClickHouseServers({ shards: 2, replicas: 1 })
    if ('reason' in servers) return servers
    return { clickHouse: connectClickHouse(servers.config), stop: servers.stop }
  },
  'ClickHouse of today': async () => {
    const clickHouse = await openChdb()
    return 'reason' in clickHouse ? clickHouse : { clickHouse, stop: async () => undefined }
  },
}

const score = fc.double({ min: 0, max: 1, noNaN: true })

describe.each(Object.keys(engines))('values in the text of a query for %s', (name) => {
  let opened: Opened

  beforeAll(async () => {
    opened = await engines[name]!()
  }, 300_000)
  afterAll(async () => {
    if ('reason' in opened) return
    await opened.clickHouse.close()
    await opened.stop()
  })
  beforeEach((context) => {
    if ('reason' in opened) context.skip(opened.reason)
  })
  const ask = async <Row>(query: string) => {
    if ('reason' in opened) throw new Error(opened.reason)
    return opened.clickHouse.query<Row>(query)
  }

  test('any text comes back as itself', async () => {
    const nasty = fc.constantFrom(
      "'",
      '\\',
      '`',
      '"',
      '\0',
      '\n',
      '\r',
      '\t',
      '\b',
      '\f',
      '\v',
      '{',
      '%',
    )
    const text = fc.string({ unit: fc.oneof(fc.string({ unit: 'binary', maxLength: 1 }), nasty) })
    const several = fc.array(text, { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(several, async (values) => {
        const rows = await ask<{ texts: string[] }>(
          `SELECT ${listLiteral(values.map(textLiteral))} AS texts`,
        )
        expect(rows).toEqual([{ texts: values }])
      }),
      { numRuns: 40, seed: 3 },
    )
  })

  test('the bin of any score is the one the program finds', async () => {
    const edges = fc
      .uniqueArray(score, { maxLength: 130 })
      .map((values) => [...new Set(values.map((value) => value + 0))].toSorted((a, b) => a - b))
    const scores = fc.array(score, { minLength: 1, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(edges, scores, async (bounds, given) => {
        // Scores on the edges themselves are the ones that a rounding would misplace.
        const all = [...given.map((value) => value + 0), ...bounds]
        const bits = listLiteral(all.map((value) => `toUInt64(${wholeLiteral(bitsOf(value))})`))
        const rows = await ask<{ bits: string; bin: number }>(
          `SELECT bits, ${binExpression(bounds)} AS bin FROM (SELECT arrayJoin(${bits}) AS bits)`,
        )
        expect(rows.map((row) => [scoreOf(row.bits), row.bin])).toEqual(
          all.map((value) => [value, binOf(bounds, value)]),
        )
      }),
      { numRuns: 60, seed: 5 },
    )
  })
})

test('what is no whole number, or a score below 0, does not become a literal', () => {
  for (const value of [0.5, Number.NaN, Infinity, 2 ** 53]) {
    expect(() => wholeLiteral(value)).toThrow(RangeError)
  }
  expect(wholeLiteral(-3)).toBe('-3')
  for (const value of [-1e-300, Number.NaN]) expect(() => bitsOf(value)).toThrow(RangeError)
  expect(bitsOf(-0)).toBe(0n)
})
