import type { AiSystem, Version } from '../../cli/src/systems.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { applyFault } from '../dataset/fault.ts'
import { baselineSize } from '../dataset/replay.ts'
import type { Follower } from './follow-aliases.ts'
import { signGate } from './pass-gate.ts'
import type { People } from './person.ts'
import type { OnProgress } from './progress.ts'
import { promote, registerVersion } from './register-version.ts'
import { validateVersion } from './validate-version.ts'
import type { PlayReport } from './report.ts'
import { addDays, day, dayOf, midnightBefore } from './replay-days.ts'
import type { ReplayStream, Tick, TimedRow } from './replay-stream.ts'
import type { DatasetRows } from './rows.ts'

const [from, share] = [0.7, 0.25]
/** How much of the data, from its end, the faulty version gets; it is stopped long before. */
const replayedShare = 0.5

/**
 * The faulty version on the last part of the data again, day by day, until Primum takes it back.
 * It follows the first version without a pause: a month of silence would be an alarm of its own.
 */
export async function runFaultyVersion(options: {
  people: People
  system: AiSystem
  baselineId: string
  protocolId: string
  stream: ReplayStream
  follower: Follower
  dataset: Dataset
  rows: DatasetRows
  onProgress: OnProgress
}): Promise<PlayReport['rollback']> {
  const { people, system, baselineId, protocolId, stream, follower, dataset, rows, onProgress } =
    options
  const { fault } = dataset
  onProgress('promote', from, `Approving and promoting version ${fault.version}`)
  const label = fault.version
  const changeSummary = 'Length of stay now comes from the second interface.'
  const version = await registerVersion(people, system, dataset, {
    label,
    baselineId,
    changeSummary,
  })
  // On rows from before the second interface, it is as good as the first version.
  const validated = await rows.first(baselineSize(rows.total, dataset))
  await validateVersion(people, dataset, protocolId, version, validated)
  // A new candidate: the gate into production is signed anew.
  await signGate(people, system, 'deployment')
  await promote(people, system, version, 'Follows the new interface; the ranking was unchanged.')
  const began = stream.now
  const tell = () => {
    const days = (stream.now.getTime() - began.getTime()) / day
    const done = Math.min(1, days / (dataset.horizonDays + 30))
    onProgress('fault', from + share * done, `Version ${label} in use for ${days} days`)
  }
  tell()
  let last: Tick | null = null
  const faulty = shifted(rows, dataset, began)
  const played = { stepDays: 1, idPrefix: `v${label.split('.')[0]}-` }
  await stream.play(faulty, version, played, (tick) => {
    last = tick
    tell()
    return tick.action !== 'rollback' && tick.action !== 'suspend'
  })
  return awaitSwitch({ version, follower, last, began, until: dayOf(stream.now) })
}

/** The last part of the data as the faulty version reports it, moved to begin on that day. */
async function* shifted(
  rows: DatasetRows,
  { fault }: Dataset,
  began: Date,
): AsyncGenerator<TimedRow, void, undefined> {
  let shift: number | null = null
  for await (const { row, at } of rows.timed(Math.floor(rows.total * (1 - replayedShare)))) {
    shift ??= (began.getTime() - midnightBefore(at).getTime()) / day
    yield { row: applyFault(row, fault), at: addDays(at, shift) }
  }
}

/** The switch as a model server sees it: by the event, timed from the request that caused it. */
async function awaitSwitch(options: {
  version: Version
  follower: Follower
  last: Tick | null
  began: Date
  until: string
}): Promise<PlayReport['rollback']> {
  const { version, follower, last, began, until } = options
  const event = await follower.wait(
    ({ alias, from: source, cause }) =>
      alias === 'stable' &&
      source?.id === version.id &&
      (cause === 'rollback' || cause === 'suspension'),
    last?.action === 'rollback' || last?.action === 'suspend' ? 10_000 : 0,
  )
  if (last === null || event === null) {
    throw new Error(`Version ${version.label} was still stable on ${until}: no rollback was seen.`)
  }
  return {
    from: version.label,
    to: event.to?.label ?? null,
    cause: event.cause,
    reason: event.reason,
    at: event.at,
    servedDays: Math.round((Date.parse(event.at) - began.getTime()) / day),
    millisecondsFromBreachToSwitch: Math.round(event.arrived - last.sent),
  }
}
