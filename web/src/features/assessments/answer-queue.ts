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
    const lost =
      error instanceof ProblemError && ['conflict', 'precondition-failed'].includes(error.code)
    if (!lost) throw error
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

  const flush = (): Promise<void> => (running ??= run())
  return {
    add: (answer: AnswerInput): Promise<void> => {
      waiting.set(answer.questionId, answer)
      return flush()
    },
    /** Tries again what failed, and resolves when nothing waits. */
    flush,
    waiting: (): number => waiting.size,
  }
}
