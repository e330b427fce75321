import { setTimeout as sleep } from 'node:timers/promises'
import { followAliases } from '../examples/player/follow-aliases.ts'
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
import { percentile, printResult } from './measure.ts'

/**
 * From a breach to the switched alias as a subscribed model server sees it: from sending the post
 * of outcomes that completes the evidence, over judging and rolling back, to the event's arrival.
 * All the while a second system, in service and monitored too, receives batch after batch.
 *
 * Each round is a day: the failing version goes into service again, 400 predictions come in, the
 * day ends, their outcomes follow. Days pass by moving the server's clock.
 */
const breaches = 100
const warmUp = 5
const rowsPerDay = 400
const rowsPerBatch = 1000
const day = 86_400_000
const firstDay = Date.UTC(2026, 0, 1)
const limitMilliseconds = 1000

/** The day at hand, by the server's clock. */
let today = firstDay

type World = {
  hospital: Hospital
  system: RegisteredSystem
  good: string
  failing: string
}

const hospital = await openHospital()
try {
  await hospital.order({ kind: 'clock', at: firstDay })
  const watched = await makeSystem(hospital, 'watched')
  const loaded = await makeSystem(hospital, 'loaded')
  await hospital.order({ kind: 'stable', aiSystemId: loaded.system.id, versionId: loaded.good })
  const load = startLoad(loaded)
  const times = await measure(watched)
  const batches = await load.stop()
  const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)]
  console.log(
    `${times.length} breaches: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ` +
      `beside ${batches} batches of ${rowsPerBatch} predictions`,
  )
  printResult('breach-p99-milliseconds', p99, '<', limitMilliseconds)
} finally {
  await hospital.close()
}

/** Two versions of one baseline, the standard monitors, and a policy that acts alone. */
async function makeSystem(world: Hospital, reference: string): Promise<World> {
  const system = await registerSystem(world, reference)
  const baselineId = await registerBaseline(world, system, makeRows(5000, 1))
  const good = await registerVersion(world, system, baselineId, '1.0.0')
  const failing = await registerVersion(world, system, baselineId, '2.0.0')
  const { lead } = world.people
  await lead.post(`${system.path}/monitors/defaults`, { versionId: good })
  const path = `${system.path}/rollback-policy`
  const { policy } = await lead.get<{ policy: Record<string, unknown> }>(path)
  const atOnce = {
    mode: 'automatic',
    cooldownHours: 0,
    maximumAutomaticPer7Days: 20,
    noReturnDays: 0,
    // The good version is back for less than a day each time.
    soak: { days: 0, maturedOutcomes: 0 },
  }
  await lead.put(path, { ...policy, ...atOnce })
  return { hospital: world, system, good, failing }
}

async function measure({ hospital: world, system, good, failing }: World): Promise<number[]> {
  const { owner } = world.people
  await world.order({ kind: 'stable', aiSystemId: system.id, versionId: good })
  const follower = await followAliases(owner, system.id)
  const times: number[] = []
  try {
    for (let round = 1; round <= warmUp + breaches; round += 1) {
      const midnight = firstDay + round * day
      await world.order({ kind: 'clock', at: midnight + day / 24 })
      today = midnight
      await world.order({ kind: 'stable', aiSystemId: system.id, versionId: failing })
      const { predictions, outcomes } = dayOf(round, midnight)
      await world.order({ kind: 'clock', at: midnight + day / 2 })
      await send(owner, system, 'predictions', predictions)
      await world.order({ kind: 'clock', at: midnight + day + 60_000 })
      // The judging that the predictions and the new day brought about is not that of the breach.
      await sleep(100)
      const seen = follower.events.length
      const sent = performance.now()
      await send(owner, system, 'outcomes', outcomes)
      const event = await follower.wait(
        ({ alias, cause, sequence }) =>
          alias === 'stable' &&
          cause === 'rollback' &&
          sequence > (follower.events[seen - 1]?.sequence ?? 0),
        20_000,
      )
      if (event?.to?.id !== good) throw new Error(`round ${round}: no rollback was seen`)
      if (round > warmUp) times.push(event.arrived - sent)
    }
  } finally {
    follower.stop()
  }
  return times
}

/** A day of a version whose scores have lost nine tenths of what they knew. */
function dayOf(round: number, midnight: number) {
  const rows = makeRows(rowsPerDay, 1000 + round, 0.9).map((row, index) => ({
    row,
    id: `round-${round}-${index}`,
    at: midnight + day / 12 + index * 1000,
  }))
  const observedAt = new Date(midnight + day).toISOString()
  return {
    predictions: linesOf(
      rows.map(({ row, id, at }) => predictionOf(row, { id, at, version: '2.0.0' })),
    ),
    outcomes: linesOf(
      rows.map(({ row, id }) => ({ predictionId: id, label: row.label, observedAt })),
    ),
  }
}

/** Batch after batch, without a pause, until told to stop. */
function startLoad({ hospital: world, system }: World): { stop: () => Promise<number> } {
  const rows = makeRows(rowsPerBatch, 7)
  let stopped = false
  let sent = 0
  const running = (async () => {
    while (!stopped) {
      const lines = linesOf(
        rows.map((row, index) =>
          predictionOf(row, { id: `load-${sent}-${index}`, at: today, version: '1.0.0' }),
        ),
      )
      await send(world.people.owner, system, 'predictions', lines)
      sent += 1
    }
  })()
  return {
    stop: async () => {
      stopped = true
      await running
      return sent
    },
  }
}
