import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { tableNames, tableStatements } from '../src/telemetry/clickhouse-tables.ts'

const url = 'http://click-1:8123'

test('without an address telemetry stays in PostgreSQL', () => {
  expect(readConfig({ PRIMUM_CLICKHOUSE_USER: 'telemetry' }).clickHouse).toBe(null)
})

test('one server, and a cluster of several with a password file', () => {
  expect(readConfig({ PRIMUM_CLICKHOUSE_URL: `${url}/` }).clickHouse).toEqual({
    ...{ urls: [url], database: 'primum', cluster: null, replicas: 1 },
    ...{ user: 'default', password: '' },
  })
  const folder = mkdtempSync(join(tmpdir(), 'primum-config-'))
  const file = join(folder, 'password')
  writeFileSync(file, 'long and secret\n')
  const { clickHouse } = readConfig({
    PRIMUM_CLICKHOUSE_URL: `${url}, https://click-2:8443`,
    PRIMUM_CLICKHOUSE_DATABASE: 'aims',
    PRIMUM_CLICKHOUSE_CLUSTER: 'hospital',
    PRIMUM_CLICKHOUSE_REPLICAS: '2',
    PRIMUM_CLICKHOUSE_USER: 'telemetry',
    PRIMUM_CLICKHOUSE_PASSWORD_FILE: file,
  })
  rmSync(folder, { recursive: true })
  expect(clickHouse).toEqual({
    ...{ urls: [url, 'https://click-2:8443'], database: 'aims', cluster: 'hospital', replicas: 2 },
    ...{ user: 'telemetry', password: 'long and secret' },
  })
})

test.each([
  ['click-1:8123', {}, /PRIMUM_CLICKHOUSE_URL/],
  ['http://telemetry:hush@click-1:8123', {}, /PASSWORD_FILE/],
  [`${url},http://click-2:8123`, {}, /PRIMUM_CLICKHOUSE_CLUSTER/],
  [url, { PRIMUM_CLICKHOUSE_REPLICAS: '2' }, /PRIMUM_CLICKHOUSE_CLUSTER/],
  [url, { PRIMUM_CLICKHOUSE_CLUSTER: 'a; drop' }, /PRIMUM_CLICKHOUSE_CLUSTER/],
  [url, { PRIMUM_CLICKHOUSE_DATABASE: 'a.b' }, /PRIMUM_CLICKHOUSE_DATABASE/],
  [url, { PRIMUM_CLICKHOUSE_PASSWORD_FILE: '/no/such/file' }, /ENOENT/],
  [
    url,
    { PRIMUM_CLICKHOUSE_PASSWORD: 'hush', PRIMUM_CLICKHOUSE_PASSWORD_FILE: '/no/such/file' },
    /not both/,
  ],
])('refuses %s with %o, and repeats no password', (address, more, message) => {
  const read = () => readConfig({ PRIMUM_CLICKHOUSE_URL: address, ...more })
  expect(read).toThrow(message)
  expect(read).not.toThrow(/hush/)
})

test('tables are replicated and distributed where the configuration says so', () => {
  const alone = { database: 'primum', cluster: null, replicas: 1 }
  expect(tableStatements(alone).join('\n')).not.toMatch(/Distributed|Replicated/)
  expect(tableNames(alone).predictions).toBe('primum.predictions_here')
  const many = { database: 'aims', cluster: 'hospital', replicas: 2 }
  const statements = tableStatements(many).join('\n')
  expect(statements).toMatch(
    /ReplicatedReplacingMergeTree\('\/click.*\{shard\}.*', '\{replica\}'\)/,
  )
  expect(statements).toMatch(/Distributed\(hospital, aims, telemetry_here, cityHash64\(id\)\)/)
  expect(tableNames(many)).toEqual({
    ...{ rows: 'aims.telemetry', predictions: 'aims.predictions', encounters: 'aims.encounters' },
  })
})
