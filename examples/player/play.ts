import { openServer, signIn } from '../../cli/src/server.ts'
import type { Server } from '../../cli/src/server.ts'
import type { OpenedDataset } from '../dataset/open-dataset.ts'
import { baselineSize } from '../dataset/replay.ts'
import { addPeople } from './person.ts'
import { prepareSystem } from './prepare-system.ts'
import type { Prepared } from './prepare-system.ts'
import type { OnProgress } from './progress.ts'
import {
  readAlarms,
  readDrift,
  readIncident,
  readPerformance,
  verifyLedger,
} from './read-results.ts'
import { addDays, dayOf } from './replay-days.ts'
import type { PlayReport } from './report.ts'
import { openRows } from './rows.ts'
import type { DatasetRows } from './rows.ts'
import { runFaultyVersion } from './run-faulty-version.ts'
import { runFirstVersion } from './run-first-version.ts'

export type Administrator = { email: string; password: string } | { cookie: string }

export type PlayOptions = {
  baseUrl: string
  administrator: Administrator
  opened: OpenedDataset
  onProgress: OnProgress
  signal?: AbortSignal | undefined
}

/**
 * Plays the whole loop through the public API, as several people: register, classify, assess,
 * gate, deploy, monitor; a good version for the whole data, then a faulty one until Primum takes it
 * back. Everything in the report was read from the server.
 */
export async function play(options: PlayOptions): Promise<PlayReport> {
  const began = performance.now()
  const { opened, signal } = options
  const { dataset } = opened
  const onProgress: OnProgress = (...progress) => {
    signal?.throwIfAborted()
    options.onProgress(...progress)
  }
  onProgress('read', 0, `Reading ${dataset.title}`)
  const rows = await openRows(opened)
  const administrator = await openAdministrator(options)
  onProgress('people', 0.03, 'Adding people, each with their own sign-in')
  const people = await addPeople(administrator)
  const given = { administrator, people, dataset, rows, onProgress }
  const prepared = await prepareSystem(given)
  try {
    await runFirstVersion({ ...given, ...prepared })
    const firstEnded = prepared.stream.now
    const rollback = await runFaultyVersion({ ...given, ...prepared })
    onProgress('results', 0.96, 'Reading performance, drift, incident and ledger')
    await letMature(prepared, firstEnded, dataset.horizonDays)
    const results = await readResults(people.owner, opened, prepared, rows)
    const incident = await readIncident(people.owner, prepared.system)
    const ledger = await verifyLedger(people.owner)
    const seconds = Math.round((performance.now() - began) / 100) / 10
    onProgress('done', 1, 'Done')
    return { ...results, rollback, incident, ledger, tamper: null, seconds }
  } finally {
    prepared.follower.stop()
  }
}

/** The figures of the first version are to be those of all its rows. */
async function letMature({ stream }: Prepared, ended: Date, horizonDays: number): Promise<void> {
  // A day of grace, and the day itself has to be over.
  const matured = addDays(ended, horizonDays + 2)
  if (stream.now < matured) await stream.tick(matured)
}

async function readResults(
  server: Server,
  { dataset }: OpenedDataset,
  { system, tier, first }: Prepared,
  rows: DatasetRows,
) {
  const { name, title, synthetic, attribution, fault } = dataset
  const span = await lastDays(rows, baselineSize(rows.total, dataset))
  return {
    dataset: {
      name,
      title,
      synthetic,
      rows: rows.total,
      events: rows.events,
      attribution,
      replay: dataset.replay?.note ?? 'The times are those of the data.',
    },
    system: {
      id: system.id,
      reference: system.reference,
      tier,
      url: `${server.url}/ai-systems/${system.id}`,
    },
    ...(await readPerformance(server, system, first)),
    ...(await readDrift(server, system, first, span)),
    alarms: await readAlarms(server, system),
    fault: {
      version: fault.version,
      title: fault.title,
      description: fault.description,
      note: fault.score.note,
    },
  }
}

/** The days of the last rows, as many as the baseline has. */
async function lastDays(rows: DatasetRows, count: number): Promise<{ from: string; to: string }> {
  let from = ''
  let to = ''
  for await (const { at } of rows.timed(rows.total - count)) {
    to = dayOf(at)
    if (from === '') from = to
  }
  return { from, to }
}

async function openAdministrator({ baseUrl, administrator }: PlayOptions): Promise<Server> {
  if ('cookie' in administrator) return openServer(baseUrl, administrator)
  const { email, password } = administrator
  return openServer(baseUrl, { cookie: await signIn(baseUrl, email, password) })
}
