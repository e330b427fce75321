import type { AiSystem, Version } from '../../cli/src/systems.ts'
import type { Dataset } from '../dataset/dataset.ts'
import type { DatasetRow } from '../dataset/dataset-row.ts'
import { outcomeKnownAt } from '../dataset/replay.ts'
import { outcomeOf, predictionOf } from './declared.ts'
import type { Person } from './person.ts'
import { labelPolicyOf } from './register-system.ts'
import { addDays, day, midnightBefore } from './replay-days.ts'

const rowsPerPost = 5000

export type Tick = {
  now: string
  alarms: number
  action: 'none' | 'rollback' | 'suspend' | 'propose' | 'page'
  incidentId: string | null
  /** When the request that advanced the clock was sent, on the clock of `performance.now()`. */
  sent: number
}

export type TimedRow = { row: DatasetRow; at: Date }

/**
 * Plays predictions and outcomes into a system, in the order in which they would have come, and
 * tells it the time. Outcomes still to come survive from one version to the next.
 */
export class ReplayStream {
  private readonly owner: Person
  private readonly system: AiSystem
  private readonly dataset: Dataset
  /** Outcomes by the first midnight at which they are known. */
  private readonly pending = new Map<number, unknown[]>()
  private readonly absenceTells: boolean
  now: Date

  constructor(owner: Person, system: AiSystem, dataset: Dataset, start: Date) {
    this.owner = owner
    this.system = system
    this.dataset = dataset
    this.absenceTells = labelPolicyOf(dataset) === 'absence-is-negative'
    this.now = start
  }

  /**
   * Sends the rows in steps of whole days, each closed by telling the time, until the rows end or
   * `onTick` answers false.
   */
  async play(
    rows: AsyncIterable<TimedRow> | Iterable<TimedRow>,
    version: Version,
    options: { stepDays: number; idPrefix: string },
    onTick: (tick: Tick, sentRows: number) => boolean | Promise<boolean>,
  ): Promise<void> {
    const { stepDays, idPrefix } = options
    let step: unknown[] = []
    let sentRows = 0
    let end = addDays(this.now, stepDays)
    let latest = this.now
    const close = async (now: Date) => {
      sentRows += step.length
      await this.post('predictions', step)
      step = []
      return onTick(await this.tick(now), sentRows)
    }
    for await (const { row, at } of rows) {
      while (at >= end) {
        if (!(await close(end))) return
        end = addDays(end, stepDays)
      }
      latest = at
      const id = `${idPrefix}${row.id}`
      step.push(predictionOf(row, version.label, id, at))
      const known = outcomeKnownAt(row, at, this.dataset)
      // Where absence is the negative, a hospital's feed tells of events alone, and so do we.
      const told = row.label === 1 || (row.label === 0 && !this.absenceTells)
      if (told && row.label !== null && known !== null)
        this.expect(outcomeOf(id, row.label, known), known)
    }
    // Time stops with the data: empty days after it would be silence, which is an alarm.
    if (step.length > 0) await close(addDays(midnightBefore(latest), 1))
  }

  /** Sends the outcomes known by then and tells the system the time, which judges its monitors. */
  async tick(now: Date): Promise<Tick> {
    const due: unknown[] = []
    const last = Math.floor(now.getTime() / day)
    for (const midnight of [...this.pending.keys()].sort((a, b) => a - b)) {
      if (midnight > last) break
      due.push(...(this.pending.get(midnight) ?? []))
      this.pending.delete(midnight)
    }
    await this.post('outcomes', due)
    this.now = now
    const sent = performance.now()
    const path = `/ai-systems/${this.system.id}/replay-clock`
    const answer = await this.owner.post<Omit<Tick, 'sent'>>(path, { now: now.toISOString() })
    return { ...answer, sent }
  }

  private expect(outcome: unknown, known: Date): void {
    const midnight = Math.ceil(known.getTime() / day)
    const list = this.pending.get(midnight)
    if (list === undefined) this.pending.set(midnight, [outcome])
    else list.push(outcome)
  }

  private async post(kind: 'predictions' | 'outcomes', rows: readonly unknown[]): Promise<void> {
    for (let from = 0; from < rows.length; from += rowsPerPost) {
      const lines = rows.slice(from, from + rowsPerPost).map((row) => JSON.stringify(row))
      // Unpacked: on the same machine compressing costs more than it saves.
      const response = await this.owner.request('POST', `/ai-systems/${this.system.id}/${kind}`, {
        raw: lines.join('\n'),
        headers: { 'content-type': 'application/x-ndjson' },
      })
      requireAllAccepted(kind, (await response.json()) as Receipt)
    }
  }
}

type Receipt = { rejected: number; errors: { id?: string; path: string; message: string }[] }

/** The example's rows are known to be good; one that is refused would falsify every figure. */
function requireAllAccepted(kind: string, { rejected, errors }: Receipt): void {
  if (rejected === 0) return
  const [first] = errors
  const what = first === undefined ? '' : ` First: ${first.path} of ${first.id}: ${first.message}`
  throw new Error(`${rejected} ${kind} were rejected.${what}`)
}
