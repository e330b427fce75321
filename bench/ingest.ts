import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Server } from '../cli/src/server.ts'
import {
  linesOf,
  predictionOf,
  registerBaseline,
  registerSystem,
  registerVersion,
  send,
} from './hospital/monitored-system.ts'
import type { RegisteredSystem } from './hospital/monitored-system.ts'
import { openHospital } from './hospital/open-hospital.ts'
import type { Hospital } from './hospital/open-hospital.ts'
import { makeRows } from './hospital/rows.ts'
import { interleave, printResult } from './measure.ts'

/**
 * Predictions over HTTP until they and their profiles are committed, in batches of a thousand from
 * one sender, against the bare multi-row INSERT of the same rows on one connection: the same server,
 * columns, partitions and indexes, each batch a commit that reaches the disk. Making the text of a
 * batch and the parameters of an INSERT belongs to the sender, and is not timed.
 */
const rowsPerBatch = 1000
const batchesPerRound = 5
const rounds = { warmUp: 4, measured: 15 }
const bound = 0.5

// The same columns without the site, which is null on both sides; the first four are one batch's.
const shared = ['ai_system_id', 'organization_id', 'version_id', 'received_at']
const own = ['id', 'predicted_at', 'day', 'score', 'patient', 'groups', 'features', 'digest']
const insert = `insert into bare (${[...shared, ...own].join(', ')}) values ${placesOfRows()}`

type Batch = { lines: Uint8Array<ArrayBuffer>; parameters: unknown[] }

const hospital = await openHospital()
const client = new pg.Client({ connectionString: hospital.ownerUrl })
try {
  await client.connect()
  const system = await registerSystem(hospital, 'ingest')
  const baselineId = await registerBaseline(hospital, system, makeRows(5000, 1))
  const versionId = await registerVersion(hospital, system, baselineId, '1.0.0')
  await makeBareTable()
  const batches = makeBatches(hospital, system, versionId)
  await compare(hospital.people.owner, system, batches)
} finally {
  await client.end()
  await hospital.close()
}

async function compare(server: Server, system: RegisteredSystem, batches: Batch[]): Promise<void> {
  const [ours, bare] = [batches.values(), batches.values()]
  const found = await interleave(
    [
      {
        name: 'ours',
        run: () => rateOf(ours, ({ lines }) => send(server, system, 'predictions', lines)),
      },
      {
        name: 'bare',
        run: () => rateOf(bare, ({ parameters }) => client.query(insert, parameters)),
      },
    ],
    rounds,
  )
  await requireSameRows(system)
  const { ours: rate = NaN, bare: bareRate = NaN } = found
  console.log(`Primum ${Math.round(rate)} rows/s, bare INSERT ${Math.round(bareRate)} rows/s`)
  printResult('ingest-of-bare-insert', rate / bareRate, '>=', bound)
}

/** Rows a second over the batches of one round. */
async function rateOf(batches: Iterator<Batch>, store: (batch: Batch) => Promise<unknown>) {
  const started = performance.now()
  for (let batch = 0; batch < batchesPerRound; batch += 1) await store(batches.next().value!)
  return (batchesPerRound * rowsPerBatch * 1000) / (performance.now() - started)
}

async function makeBareTable(): Promise<void> {
  await client.query(
    'create table bare (like predictions including all) partition by hash (ai_system_id, id)',
  )
  for (let part = 0; part < 8; part += 1) {
    await client.query(
      `create table bare_${part} partition of bare for values with (modulus 8, remainder ${part})`,
    )
  }
}

/** Both sides must have stored every row, and the profiles must count them. */
async function requireSameRows(system: RegisteredSystem): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from predictions where ai_system_id = $1
     union all select count(*)::int from bare`,
    [system.id],
  )
  const sent = (rounds.warmUp + rounds.measured) * batchesPerRound * rowsPerBatch
  const [ours, bare] = rows.map((row) => row.count)
  if (ours !== sent || bare !== sent) throw new Error(`${sent} rows sent, ${ours} and ${bare} kept`)
}

function placesOfRows(): string {
  const row = (index: number) => {
    const first = shared.length + index * own.length + 1
    return `($1, $2, $3, $4, ${own.map((_, column) => `$${first + column}`).join(', ')})`
  }
  return Array.from({ length: rowsPerBatch }, (_, index) => row(index)).join(', ')
}

function makeBatches(
  { organizationId }: Hospital,
  system: RegisteredSystem,
  versionId: string,
): Batch[] {
  const count = (rounds.warmUp + rounds.measured) * batchesPerRound
  const now = Date.now()
  return Array.from({ length: count }, (_, batch) => {
    const predictions = makeRows(rowsPerBatch, 10 + batch).map((row, index) => ({
      row,
      // As they come in: the newest two hours.
      at: now - Math.floor((7_200_000 * (rowsPerBatch - index)) / rowsPerBatch),
      id: randomUUID(),
    }))
    const parameters = predictions.flatMap(({ row, at, id }) => {
      const moment = new Date(at).toISOString()
      const [groups, features] = [JSON.stringify(row.groups), JSON.stringify(row.features)]
      const digest = createHash('sha256').update(`${id}${groups}${features}`).digest()
      return [id, moment, moment.slice(0, 10), row.score, `p-${id}`, groups, features, digest]
    })
    return {
      lines: linesOf(
        predictions.map(({ row, at, id }) => predictionOf(row, { id, at, version: '1.0.0' })),
      ),
      parameters: [
        system.id,
        organizationId,
        versionId,
        new Date(now).toISOString(),
        ...parameters,
      ],
    }
  })
}
