import { ProblemError } from '@primum/client'
import type { AnswerInput, Assessment } from './queries.ts'

export type SaveState = 'saved' | 'saving' | 'failed'

type Ports = {
  send: (revision: number, answers: AnswerInput[]) => Promise<Assessment>
  reload: () => Promise<Assessment>
  onState: (state: SaveState, problem: ProblemError | null) => void
  onSaved: (assessment: Assessment) => void
  /** Somebody else wrote meanwhile; ours are sent again on top of theirs. */
  onConflict: () => void
}

/** Another change of the same record than an answer. */
export type Change = {
  send: (revision: number) => Promise<Assessment>
  /** Whether it can go on top of what somebody else saved meanwhile without undoing it. */
  stillFits: (fresh: Assessment) => boolean
}

/**
 * Saves answers in the background, one request at a time. What is answered while one is under way
 * goes with the next; the last answer to a question wins.
 */
export function createAnswerQueue(revision: number, ports: Ports) {
  let known = revision
  let waiting = new Map<string, AnswerInput>()
  let running: Promise<void> | null = null

  async function sendBatch(): Promise<void> {
    const batch = waiting
    waiting = new Map()
    ports.onState('saving', null)
    try {
      const saved = await ports.send(known, [...batch.values()])
      known = saved.revision
      ports.onSaved(saved)
      if (waiting.size === 0) ports.onState('saved', null)
    } catch (error) {
      // What was answered since is newer than what failed.
      waiting = new Map([...batch, ...waiting])
      await recover(error)
    }
  }

  async function recover(error: unknown): Promise<void> {
    if (!isLostRace(error)) throw error
    const fresh = await ports.reload()
    if (fresh.revision === known || fresh.status !== 'draft') throw error
    known = fresh.revision
    ports.onConflict()
  }

  async function run(): Promise<void> {
    try {
      while (waiting.size > 0) await sendBatch()
    } catch (error) {
      ports.onState('failed', error instanceof ProblemError ? error : null)
    } finally {
      running = null
    }
  }

  async function sendChange({ send, stillFits }: Change): Promise<Assessment> {
    const saved = await send(known).catch(async (error: unknown) => {
      if (!isLostRace(error)) throw error
      const fresh = await ports.reload()
      const fits = fresh.revision !== known && fresh.status === 'draft' && stillFits(fresh)
      if (!fits) throw error
      known = fresh.revision
      return send(known)
    })
    known = saved.revision
    ports.onSaved(saved)
    return saved
  }

  /** In its turn, so that our own writes never race each other. */
  async function change(wanted: Change): Promise<Assessment> {
    while (running !== null) await running
    const outcome = sendChange(wanted)
    running = outcome
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        running = null
      })
    await running
    if (waiting.size > 0) void flush()
    return outcome
  }

  const flush = (): Promise<void> => (running ??= run())
  return {
    add: (answer: AnswerInput): Promise<void> => {
      waiting.set(answer.questionId, answer)
      return flush()
    },
    /** Tries again what failed, and resolves when nothing waits. */
    flush,
    change,
    waiting: (): number => waiting.size,
  }
}

function isLostRace(error: unknown): boolean {
  return error instanceof ProblemError && ['conflict', 'precondition-failed'].includes(error.code)
}
