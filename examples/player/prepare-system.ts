import type { Server } from '../../cli/src/server.ts'
import type { AiSystem, Version } from '../../cli/src/systems.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { baselineSize } from '../dataset/replay.ts'
import { assess } from './assess.ts'
import { classify } from './classify.ts'
import { followAliases } from './follow-aliases.ts'
import type { Follower } from './follow-aliases.ts'
import { passGate } from './pass-gate.ts'
import type { People } from './person.ts'
import type { OnProgress } from './progress.ts'
import { addSites, registerSystem, stateLawFacts } from './register-system.ts'
import { promote, registerBaseline, registerVersion } from './register-version.ts'
import { midnightBefore } from './replay-days.ts'
import { ReplayStream } from './replay-stream.ts'
import type { DatasetRows } from './rows.ts'
import { setMonitors, setRollbackPolicy } from './set-monitors.ts'
import { lockProtocol, validateVersion } from './validate-version.ts'

/** A system in operation with its first version, and who watches it. */
export type Prepared = {
  system: AiSystem
  tier: number
  baselineId: string
  /** by which every version is validated before it is released */
  protocolId: string
  first: Version
  follower: Follower
  stream: ReplayStream
}

/** From nothing to the first version in operation, through every gate. */
export async function prepareSystem(options: {
  administrator: Server
  people: People
  dataset: Dataset
  rows: DatasetRows
  onProgress: OnProgress
}): Promise<Prepared> {
  const { administrator, people, dataset, rows, onProgress } = options
  onProgress('register', 0.04, 'Registering the system and its sites')
  const siteCodes = await addSites(administrator, rows.sites, dataset.synthetic)
  const system = await registerSystem(people, dataset, siteCodes)
  await stateLawFacts(people, system)
  onProgress('classify', 0.05, 'Classifying it')
  const tier = await classify(people, system)
  await passGate(people, system, 'design-and-development')

  onProgress('assess', 0.06, 'Answering and signing both assessments')
  await assess(people, system)
  onProgress('baseline', 0.07, 'Registering the baseline and version 1.0.0')
  const firstRows = await rows.first(baselineSize(rows.total, dataset))
  const baselineId = await registerBaseline(people, system, dataset, firstRows)
  const first = await registerVersion(people, system, dataset, {
    label: '1.0.0',
    baselineId,
    changeSummary: 'The first version.',
  })
  await passGate(people, system, 'verification-and-validation')

  onProgress('validate', 0.075, 'Validating version 1.0.0 by a locked protocol')
  const protocolId = await lockProtocol(people, system, dataset)
  await validateVersion(people, dataset, protocolId, first, firstRows)

  onProgress('monitors', 0.08, 'Setting monitors and rollback policy')
  await setMonitors(people, system, first, dataset)
  await setRollbackPolicy(people, system)
  onProgress('deploy', 0.09, 'Signing the gates and promoting version 1.0.0')
  await passGate(people, system, 'deployment')
  const start = await startOf(rows)
  const stream = new ReplayStream(people.owner, system, dataset, start)
  await stream.tick(start)
  const follower = await followAliases(people.owner, system.id)
  try {
    await promote(people, system, first, 'Validated on local data, subgroups included.')
    await passGate(people, system, 'operation-and-monitoring')
  } catch (error) {
    follower.stop()
    throw error
  }
  return { system, tier, baselineId, protocolId, first, follower, stream }
}

async function startOf(rows: DatasetRows): Promise<Date> {
  for await (const { at } of rows.timed(0)) return midnightBefore(at)
  throw new Error('The data has no rows.')
}
