import type { AiSystem, Version } from '../../cli/src/systems.ts'
import { acknowledgeAlarms } from './acknowledge-alarms.ts'
import type { People } from './person.ts'
import type { OnProgress } from './progress.ts'
import { dayOf } from './replay-days.ts'
import type { ReplayStream } from './replay-stream.ts'
import type { DatasetRows } from './rows.ts'

const [from, share] = [0.1, 0.6]

/** The good version through the whole data, week by week. */
export async function runFirstVersion(options: {
  people: People
  system: AiSystem
  stream: ReplayStream
  first: Version
  rows: DatasetRows
  onProgress: OnProgress
}): Promise<void> {
  const { people, system, stream, first, rows, onProgress } = options
  const tell = (sent: number) =>
    onProgress(
      'replay',
      from + (share * sent) / rows.total,
      `Version ${first.label} in use, replayed to ${dayOf(stream.now)}`,
    )
  tell(0)
  const played = { stepDays: 7, idPrefix: '' }
  await stream.play(rows.timed(0), first, played, async ({ action, alarms, now }, sent) => {
    if (action === 'rollback' || action === 'suspend') {
      throw new Error(
        `Version ${first.label} was taken out of production on ${now.slice(0, 10)}, without a fault. ` +
          'Its monitors are set too tightly for this data: see its incident.',
      )
    }
    if (alarms > 0) await acknowledgeAlarms(people.dataScience, system)
    tell(sent)
    return true
  })
}
